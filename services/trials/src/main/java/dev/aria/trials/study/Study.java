package dev.aria.trials.study;

import dev.aria.trials.study.report.Aim;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is measured: contenders, each trained once a seed on a problem of that seed's own.
 *
 * @param name of its folder: letters, digits and hyphens
 * @param title what it asks, for the report
 * @param purpose which splits it may use
 * @param schedule how long and how often
 * @param problem which edition of the built-in problem
 * @param contenders in the order in which they are trained and shown
 * @param roles which contenders the report sets against each other
 * @param aims what it should come to, set before its runs; may be none
 */
public record Study(
    String name,
    String title,
    StudyPurpose purpose,
    Schedule schedule,
    ProblemChoice problem,
    List<StudyContender> contenders,
    Roles roles,
    List<Aim> aims) {
  /** Largest seed of a study. */
  public static final long LARGEST_SEED = 9_999;

  public Study {
    contenders = List.copyOf(contenders);
    aims = List.copyOf(aims);
    Set<String> names = contenders.stream().map(StudyContender::name).collect(Collectors.toSet());
    if (contenders.isEmpty() || names.size() != contenders.size()) {
      throw new IllegalArgumentException(
          "contenders of study '%s' are %s, must be at least one and all different"
              .formatted(name, contenders.stream().map(StudyContender::name).toList()));
    }
    if (purpose == StudyPurpose.TUNING && !problem.freshSplits()) {
      throw new IllegalArgumentException(
          "study '%s' is for tuning, but problem.fresh-splits is false: its split is that of the demo and of confirmations; set it to true"
              .formatted(name));
    }
    roles.named().forEach(role -> checkKnown(role, names));
    for (int i = 0; i < contenders.size(); i++) {
      if (contenders.get(i).rule() instanceof WeightRule.MeanOf mean) {
        checkKnown(
            mean.contender(),
            contenders.subList(0, i).stream()
                .map(StudyContender::name)
                .collect(Collectors.toSet()));
      }
    }
  }

  /**
   * How long and how often.
   *
   * @param seeds of draws, student, regions and split; all different, in [1, LARGEST_SEED]
   * @param steps global steps of a run, at least 1
   * @param curveEvery steps between two points of the learning curve, at least 1
   * @param oracleEvery steps between two looks of an oracle, at least 1
   */
  public record Schedule(List<Long> seeds, int steps, int curveEvery, int oracleEvery) {
    public Schedule {
      seeds = List.copyOf(seeds);
      if (seeds.isEmpty()
          || Set.copyOf(seeds).size() != seeds.size()
          || seeds.stream().anyMatch(seed -> seed < 1 || seed > LARGEST_SEED)) {
        throw new IllegalArgumentException(
            "seeds are %s, must be at least one, all different and in [1, %d]"
                .formatted(seeds, LARGEST_SEED));
      }
      if (steps < 1 || curveEvery < 1 || oracleEvery < 1) {
        throw new IllegalArgumentException(
            "steps, curve-every and oracle-every must be at least 1, got %d, %d and %d"
                .formatted(steps, curveEvery, oracleEvery));
      }
    }
  }

  /**
   * Which contenders the report sets against each other.
   *
   * @param baseline what the others are measured against
   * @param adaptive the adaptive rule
   * @param statics the static rules that draw from the same branches as the adaptive one
   */
  public record Roles(String baseline, String adaptive, List<String> statics) {
    public Roles {
      statics = List.copyOf(statics);
    }

    private List<String> named() {
      return Stream.concat(Stream.of(baseline, adaptive), statics.stream()).toList();
    }
  }

  private void checkKnown(String contender, Set<String> known) {
    if (!known.contains(contender)) {
      throw new IllegalArgumentException(
          "study '%s' names the contender '%s', which is not among %s"
              .formatted(name, contender, known.stream().sorted().toList()));
    }
  }

  /** The contenders {@code wanted}; all of them when none is. */
  Set<String> chosen(List<String> wanted) {
    Set<String> all = contenders.stream().map(StudyContender::name).collect(Collectors.toSet());
    wanted.forEach(one -> checkKnown(one, all));
    return wanted.isEmpty() ? all : Set.copyOf(wanted);
  }

  /** The seeds {@code wanted}; all of them when none is. */
  Set<Long> chosenSeeds(List<Long> wanted) {
    for (long seed : wanted) {
      if (!schedule.seeds().contains(seed)) {
        throw new IllegalArgumentException(
            "study '%s' has no seed %d; choose among %s, or add it to the file"
                .formatted(name, seed, schedule.seeds()));
      }
    }
    return Set.copyOf(wanted.isEmpty() ? schedule.seeds() : wanted);
  }

  /** The run that {@code run} takes its weights from; empty when it makes its own. */
  Optional<StudyRun> source(StudyRun run) {
    return run.contender().rule() instanceof WeightRule.MeanOf mean
        ? contenders.stream()
            .filter(one -> one.name().equals(mean.contender()))
            .map(one -> new StudyRun(one, run.seed()))
            .findFirst()
        : Optional.empty();
  }

  /** Every run, the contenders of a seed one after another, so that pairs are complete early. */
  List<StudyRun> runs() {
    return schedule.seeds().stream()
        .flatMap(seed -> contenders.stream().map(contender -> new StudyRun(contender, seed)))
        .toList();
  }
}
