package dev.aria.trials.study.report;

import dev.aria.trials.study.figure.Figure;
import dev.aria.trials.study.figure.LineChart;
import dev.aria.trials.study.figure.Point;
import dev.aria.trials.study.figure.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Discrepancy over teacher passes, and over timestep bins, a line a contender. */
final class CurvesFigure {
  private static final String PASSES = "teacher passes";

  private final StudyRuns runs;

  CurvesFigure(StudyRuns runs) {
    this.runs = runs;
  }

  /** Learning curves, and the same against the baseline. */
  Figure learning() {
    List<String> charts = new ArrayList<>();
    for (FinalMeasure measure :
        List.of(
            FinalMeasure.MACRO,
            FinalMeasure.noise("unpaired", "unpaired"),
            FinalMeasure.noise("worst-decile", "worst decile"))) {
      charts.add(values(measure.title(), PASSES, name -> MeanCurves.mean(runs, name, measure)));
      charts.add(
          changes(
              measure.title(),
              PASSES,
              name -> MeanCurves.change(runs, name, runs.facts().baseline(), measure)));
    }
    return new Figure(
        charts,
        legend(),
        ("Learning curves, mean over seeds. Left: the held-out discrepancy after so many "
                + "teacher passes, on a logarithmic scale. Right: the same in percent of %s at the "
                + "same seed and the same passes; a line below 0 is ahead of it.")
            .formatted(runs.facts().baseline()));
  }

  /** Final discrepancy of each timestep bin, and the same against the baseline. */
  Figure bins() {
    BinValues bins = new BinValues(runs);
    String axis = "timestep bin";
    return new Figure(
        List.of(
            values("each timestep bin", axis, bins::mean),
            changes("each timestep bin", axis, bins::change)),
        legend(),
        ("Final held-out discrepancy of each timestep bin, mean over seeds. Right: in percent "
                + "of %s at the same seed.")
            .formatted(runs.facts().baseline()));
  }

  private String values(String what, String axis, Function<String, List<Point>> points) {
    return new LineChart(
            what,
            axis,
            "discrepancy",
            true,
            OptionalDouble.empty(),
            series(runs.contenders(), points))
        .svg();
  }

  private String changes(String what, String axis, Function<String, List<Point>> points) {
    String baseline = runs.facts().baseline();
    List<String> others =
        runs.contenders().stream().filter(name -> !name.equals(baseline)).toList();
    return new LineChart(
            what + ", against " + baseline,
            axis,
            "change, %",
            false,
            OptionalDouble.of(0),
            series(others, points))
        .svg();
  }

  private List<Series> legend() {
    return series(runs.contenders(), name -> List.of());
  }

  private List<Series> series(List<String> names, Function<String, List<Point>> points) {
    return names.stream().map(name -> of(name, points.apply(name))).toList();
  }

  private Series of(String name, List<Point> points) {
    return new Series(name, runs.facts().contenders().indexOf(name), points);
  }
}
