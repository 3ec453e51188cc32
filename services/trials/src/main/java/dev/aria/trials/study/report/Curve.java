package dev.aria.trials.study.report;

import dev.aria.trials.study.data.FinishedRun;
import dev.aria.trials.study.data.MeasureRow;
import dev.aria.trials.study.figure.Point;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The learning curve of a run: a measure over the teacher passes spent, by straight lines between
 * the points.
 *
 * @param points passes and value, by passes
 */
record Curve(List<Point> points) {
  Curve {
    points = points.stream().sorted(Comparator.comparingDouble(Point::x)).toList();
  }

  /** Of {@code measure} in {@code run}, its last value included. */
  static Curve of(FinishedRun run, FinalMeasure measure) {
    Stream<MeasureRow> rows =
        run.measures().stream()
            .filter(row -> row.measure() == measure.measure())
            .filter(row -> row.group().equals(measure.group()))
            .sorted(Comparator.comparingInt(MeasureRow::step));
    return new Curve(rows.map(row -> new Point(row.teacherPasses(), row.value())).toList());
  }

  /**
   * Passes at which the value is first at most {@code target}: those of the first point when it is
   * so already. Empty when it never is.
   */
  OptionalDouble passesTo(double target) {
    for (int i = 0; i < points.size(); i++) {
      Point here = points.get(i);
      if (here.y() <= target) {
        return OptionalDouble.of(i == 0 ? here.x() : crossing(points.get(i - 1), here, target));
      }
    }
    return OptionalDouble.empty();
  }

  private static double crossing(Point above, Point below, double target) {
    return above.x() + (below.x() - above.x()) * (above.y() - target) / (above.y() - below.y());
  }

  /** Value after {@code passes}; empty before the first and after the last point. */
  OptionalDouble at(double passes) {
    for (int i = 0; i < points.size(); i++) {
      Point here = points.get(i);
      if (here.x() == passes) {
        return OptionalDouble.of(here.y());
      }
      if (here.x() > passes) {
        return i == 0 ? OptionalDouble.empty() : between(points.get(i - 1), here, passes);
      }
    }
    return OptionalDouble.empty();
  }

  private static OptionalDouble between(Point before, Point after, double passes) {
    double share = (passes - before.x()) / (after.x() - before.x());
    return OptionalDouble.of(before.y() + share * (after.y() - before.y()));
  }
}
