package dev.aria.trials.study.report;

import dev.aria.trials.study.data.MeasureRow;
import dev.aria.trials.study.figure.Point;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Final noise discrepancy of each timestep bin. */
final class BinValues {
  private static final String PREFIX = "bin:";

  private final StudyRuns runs;
  private final List<Integer> bins;

  BinValues(StudyRuns runs) {
    this.runs = runs;
    this.bins =
        runs.data().runs().stream()
            .flatMap(run -> run.finals().stream())
            .map(MeasureRow::group)
            .filter(group -> group.startsWith(PREFIX))
            .map(group -> Integer.valueOf(group.substring(PREFIX.length())))
            .distinct()
            .sorted()
            .toList();
  }

  /** Mean over seeds of each bin. */
  List<Point> mean(String contender) {
    return bins.stream().flatMap(bin -> mean(contender, bin).stream()).toList();
  }

  private Optional<Point> mean(String contender, int bin) {
    OptionalDouble mean = runs.mean(contender, measure(bin));
    return mean.isEmpty() ? Optional.empty() : Optional.of(new Point(bin, mean.getAsDouble()));
  }

  /** Change of each bin to the baseline in percent. */
  List<Point> change(String contender) {
    return bins.stream().flatMap(bin -> change(contender, bin)).toList();
  }

  private Stream<Point> change(String contender, int bin) {
    return runs.change(contender, runs.facts().baseline(), measure(bin)).stream()
        .map(change -> new Point(bin, change.mean()));
  }

  private static FinalMeasure measure(int bin) {
    return FinalMeasure.noise(PREFIX + bin, PREFIX + bin);
  }
}
