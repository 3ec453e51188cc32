package dev.aria.trials.study.report;

import dev.aria.trials.study.report.Aim.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the runs say of an aim.
 *
 * @param measured the change to the reference
 * @param range its interval
 * @param reached whether the aim is reached, in words
 */
record AimOutcome(String measured, String range, String reached) {
  private static final double PERCENT = 100;

  static AimOutcome of(Aim aim, StudyRuns runs) {
    boolean passes =
        aim.kind() == Kind.PASSES_TO_BASELINE || aim.kind() == Kind.PASSES_TO_BEST_STATIC;
    FinalMeasure measure =
        passes
            ? FinalMeasure.MACRO
            : new FinalMeasure(aim.measure(), aim.group(), aim.measure().text());
    Optional<String> reference = reference(aim.kind(), measure, runs);
    if (reference.isEmpty()) {
      return open("no run of a static rule");
    }
    return passes ? passes(aim, runs, reference.get()) : value(aim, runs, measure, reference.get());
  }

  private static Optional<String> reference(Kind kind, FinalMeasure measure, StudyRuns runs) {
    return kind == Kind.VALUE_TO_BASELINE || kind == Kind.PASSES_TO_BASELINE
        ? Optional.of(runs.facts().baseline())
        : runs.bestStatic(measure);
  }

  private static AimOutcome value(Aim aim, StudyRuns runs, FinalMeasure measure, String reference) {
    return runs.change(runs.facts().adaptive(), reference, measure)
        .map(change -> judged(change, measure.measure().lowerBetter(), aim.percent(), reference))
        .orElseGet(() -> open("no seed in common with " + reference));
  }

  private static AimOutcome passes(Aim aim, StudyRuns runs, String reference) {
    PassesToTarget passes = PassesToTarget.of(runs, runs.facts().adaptive(), reference);
    if (passes.seeds() == 0) {
      return open("no seed in common with " + reference);
    }
    if (!passes.always()) {
      return new AimOutcome(
          "gets to %s in %s seeds".formatted(reference, passes.reached()),
          ReportNumbers.NONE,
          "no");
    }
    List<Double> changes = passes.percents().stream().map(share -> share - PERCENT).toList();
    return judged(Interval.of(changes), true, aim.percent(), reference);
  }

  private static AimOutcome judged(
      Interval change, boolean lowerBetter, double percent, String reference) {
    double gain = lowerBetter ? -change.mean() : change.mean();
    return new AimOutcome(
        "%s to %s".formatted(ReportNumbers.signed(change.mean()), reference),
        ReportNumbers.range(change, "%+.2f"),
        verdict(gain, change.half(), percent));
  }

  private static String verdict(double gain, OptionalDouble half, double percent) {
    if (gain < percent) {
      return "no";
    }
    if (half.isEmpty()) {
      return "on one seed only";
    }
    return gain - half.getAsDouble() >= percent ? "yes" : "on average only";
  }

  private static AimOutcome open(String why) {
    return new AimOutcome(why, ReportNumbers.NONE, "not known yet");
  }
}
