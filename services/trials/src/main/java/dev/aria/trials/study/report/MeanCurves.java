package dev.aria.trials.study.report;

import dev.aria.trials.study.data.FinishedRun;
import dev.aria.trials.study.figure.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Learning curves of a contender, averaged over its seeds. */
final class MeanCurves {
  private static final double PERCENT = 100;

  private MeanCurves() {}

  /** Mean passes and mean value of each point that all seeds have, by its place in the curve. */
  static List<Point> mean(StudyRuns runs, String contender, FinalMeasure measure) {
    List<List<Point>> curves = new ArrayList<>();
    for (FinishedRun run : runs.of(contender)) {
      curves.add(Curve.of(run, measure).points());
    }
    return average(curves);
  }

  /**
   * As {@link #mean}, of the change in percent to the curve of {@code reference} at the same seed
   * and the same passes, over the seeds that both have.
   */
  static List<Point> change(
      StudyRuns runs, String contender, String reference, FinalMeasure measure) {
    List<List<Point>> curves = new ArrayList<>();
    for (FinishedRun run : runs.of(contender)) {
      Optional<FinishedRun> other = runs.of(reference, run.run().run().seed());
      other.ifPresent(
          found -> curves.add(change(Curve.of(run, measure), Curve.of(found, measure))));
    }
    return average(curves);
  }

  private static List<Point> change(Curve curve, Curve reference) {
    List<Point> changes = new ArrayList<>();
    for (Point point : curve.points()) {
      OptionalDouble other = reference.at(point.x());
      if (other.isPresent() && other.getAsDouble() > 0) {
        changes.add(new Point(point.x(), PERCENT * (point.y() / other.getAsDouble() - 1)));
      }
    }
    return changes;
  }

  private static List<Point> average(List<List<Point>> curves) {

    int length = curves.stream().mapToInt(List::size).min().orElse(0);
    List<Point> means = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      int place = i;
      means.add(
          new Point(
              curves.stream().mapToDouble(curve -> curve.get(place).x()).average().orElseThrow(),
              curves.stream().mapToDouble(curve -> curve.get(place).y()).average().orElseThrow()));
    }
    return means;
  }
}
