package dev.aria.trials.study.report;

import dev.aria.trials.study.data.FinishedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Teacher passes at which a contender first has the final macro of a reference at the same seed, as
 * shares of the passes of the reference.
 *
 * @param percents shares in percent, of the seeds in which it gets there
 * @param seeds seeds that both have finished
 */
record PassesToTarget(List<Double> percents, int seeds) {
  private static final double PERCENT = 100;

  PassesToTarget {
    percents = List.copyOf(percents);
  }

  static PassesToTarget of(StudyRuns runs, String contender, String reference) {
    List<Double> percents = new ArrayList<>();
    int seeds = 0;
    for (FinishedRun run : runs.of(contender)) {
      Optional<FinishedRun> other = runs.of(reference, run.run().run().seed());
      if (other.isPresent() && FinalMeasure.MACRO.of(other.get()).isPresent()) {
        seeds++;
        percent(run, other.get()).ifPresent(percents::add);
      }
    }
    return new PassesToTarget(percents, seeds);
  }

  private static OptionalDouble percent(FinishedRun run, FinishedRun reference) {
    double target = FinalMeasure.MACRO.of(reference).orElseThrow();
    OptionalDouble passes = Curve.of(run, FinalMeasure.MACRO).passesTo(target);
    return passes.isEmpty() || reference.run().teacherPasses() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(PERCENT * passes.getAsDouble() / reference.run().teacherPasses());
  }

  /** Whether it gets there at every seed, and there is one. */
  boolean always() {
    return seeds > 0 && percents.size() == seeds;
  }

  /** In how many of the seeds, in words. */
  String reached() {
    return "%d of %d".formatted(percents.size(), seeds);
  }

  /** Mean and interval over the seeds in which it gets there; or that it does not. */
  String text() {
    if (seeds == 0) {
      return ReportNumbers.NONE;
    }
    return percents.isEmpty() ? "not reached" : ReportNumbers.share(Interval.of(percents));
  }
}
