package dev.aria.trials.chaos;

import dev.aria.operations.audit.AuditResult;
import dev.aria.operations.audit.Check;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run under faults has come to.
 *
 * @param run its name
 * @param trials faults done, the one that it did not come over included
 * @param failure why it could not be brought to its end; empty when it was
 * @param audit what its logs say, and whether its replay agrees; empty without an end
 */
public record RunOutcome(
    String run, List<Trial> trials, Optional<String> failure, Optional<AuditResult> audit) {
  public RunOutcome {
    trials = List.copyOf(trials);
  }

  /** A run that was brought to its end. */
  static RunOutcome ended(String run, List<Trial> trials, AuditResult audit) {
    return new RunOutcome(run, trials, Optional.empty(), Optional.of(audit));
  }

  /** A run that was not, whatever the reason. */
  static RunOutcome failed(String run, List<Trial> trials, RuntimeException failure) {
    String what =
        Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
    return new RunOutcome(run, trials, Optional.of(what), Optional.empty());
  }

  /** Whether it ended, and every law holds. */
  public boolean holds() {
    return failure.isEmpty() && audit.map(AuditResult::holds).orElse(false);
  }

  /** Violations of that damage; empty when it was never audited. */
  OptionalLong of(Check.Harm harm) {
    return audit.map(result -> OptionalLong.of(result.of(harm))).orElse(OptionalLong.empty());
  }

  /** Whether the student equals its replay; not if that was never tried. */
  boolean sameStudent() {
    return audit
        .filter(
            result ->
                result.violations().stream()
                    .noneMatch(violation -> violation.check() == Check.STUDENT_DIFFERS))
        .isPresent();
  }
}
