package dev.aria.operations.audit;

import dev.aria.operations.audit.Check.Harm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the logs of a run hold, and which laws they break.
 *
 * @param student whose training was audited
 * @param stopped whether an operator has stopped the run before its end
 * @param counts what was found
 * @param checkpoints SHA-256 of the student's weights, by steps done
 * @param violations laws broken; empty when nothing was lost and nothing done twice
 * @param notes what could not be audited, and why
 */
public record AuditResult(
    String student,
    boolean stopped,
    Counts counts,
    Map<Long, String> checkpoints,
    List<Violation> violations,
    List<String> notes) {
  private static final int SHOWN = 20;

  public AuditResult {
    checkpoints = Collections.unmodifiableMap(new TreeMap<>(checkpoints));
    violations = List.copyOf(violations);
    notes = List.copyOf(notes);
  }

  /**
   * What was found.
   *
   * @param draws (step, shard) drawn
   * @param targets (step, shard) with a target
   * @param targetDuplicates further targets, each a violation
   * @param reports (step, shard) reported as trained
   * @param reportDuplicates further reports, passed over by allocators
   * @param versions weights published
   */
  public record Counts(
      long draws,
      long targets,
      long targetDuplicates,
      long reports,
      long reportDuplicates,
      long versions) {}

  /** Whether every law holds. */
  public boolean holds() {
    return violations.isEmpty();
  }

  /** Violations of one kind of damage. */
  public long of(Harm harm) {
    return violations.stream().filter(violation -> violation.check().harm() == harm).count();
  }

  /** SHA-256 of the weights of the last checkpoint; empty before the first. */
  public Optional<String> weights() {
    return checkpoints.values().stream().reduce((earlier, later) -> later);
  }

  /**
   * This result, and a violation for each step at which {@code replayed} left other weights; and
   * one for none, or others, at the end, unless the run was stopped: its replay need not have a
   * checkpoint there.
   */
  public AuditResult against(AuditResult replayed) {
    List<Violation> all = new ArrayList<>();
    TreeSet<Long> common = new TreeSet<>(checkpoints.keySet());
    common.retainAll(replayed.checkpoints.keySet());
    for (long step : common) {
      String sha = checkpoints.get(step);
      String other = replayed.checkpoints.get(step);
      if (!Objects.equals(sha, other)) {
        all.add(differs("step %d: weights %s, replayed %s".formatted(step, sha, other)));
      }
    }
    if (stopped) {
      return with(all)
          .noting(
              "compared with its replay at %d checkpoints that both have%s"
                  .formatted(
                      common.size(),
                      common.isEmpty()
                          ? ""
                          : ", the last after %d steps".formatted(common.last())));
    }
    if (weights().isEmpty() || !weights().equals(replayed.weights())) {
      all.add(
          differs(
              "final weights %s, replayed %s"
                  .formatted(weights().orElse("none"), replayed.weights().orElse("none"))));
    }
    return with(all);
  }

  private static Violation differs(String detail) {
    return new Violation(Check.STUDENT_DIFFERS, detail);
  }

  private AuditResult noting(String note) {
    List<String> all = new ArrayList<>(notes);
    all.add(note);
    return new AuditResult(student, stopped, counts, checkpoints, violations, all);
  }

  /** This result, and {@code more} violations. */
  public AuditResult with(List<Violation> more) {
    List<Violation> all = new ArrayList<>(violations);
    all.addAll(more);
    return new AuditResult(student, stopped, counts, checkpoints, all, notes);
  }

  /** For a person to read. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "student '%s': %d draw batches, %d targets (%d more than once), %d reports (%d repeated), %d weights versions, %d checkpoints%n"
            .formatted(
                student,
                counts.draws(),
                counts.targets(),
                counts.targetDuplicates(),
                counts.reports(),
                counts.reportDuplicates(),
                counts.versions(),
                checkpoints.size()));
    text.append("final weights %s%n".formatted(weights().orElse("none")));
    text.append(
        "lost %d, doubled %d, wrong %d%n"
            .formatted(of(Harm.LOST), of(Harm.DOUBLED), of(Harm.WRONG)));
    notes.forEach(note -> text.append("note: %s%n".formatted(note)));
    violations.stream().limit(SHOWN).forEach(violation -> text.append("  " + violation + "\n"));
    if (violations.size() > SHOWN) {
      text.append("  and %d more%n".formatted(violations.size() - SHOWN));
    }
    return text.toString();
  }
}
