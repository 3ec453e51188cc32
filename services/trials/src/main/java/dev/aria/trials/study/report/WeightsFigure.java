package dev.aria.trials.study.report;

import dev.aria.trials.study.data.FinishedRun;
import dev.aria.trials.study.data.WeightRow;
import dev.aria.trials.study.figure.Figure;
import dev.aria.trials.study.figure.LineChart;
import dev.aria.trials.study.figure.Point;
import dev.aria.trials.study.figure.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Where the adaptive contender sent its draws, over the steps of its first seed. */
final class WeightsFigure {
  private static final int MOST_REGIONS = 10;

  private WeightsFigure() {}

  /** The regions that it lifted most; empty when it has no run with weights. */
  static Optional<Figure> of(StudyRuns runs) {
    return runs.of(runs.facts().adaptive()).stream()
        .filter(run -> !run.weights().isEmpty())
        .findFirst()
        .map(WeightsFigure::of);
  }

  private static Figure of(FinishedRun run) {
    List<List<WeightRow>> regions = mostLifted(run.weights());
    List<Series> weights = series(regions, row -> row.weight() / row.corpusShare());
    List<Series> ratios = series(regions, WeightRow::ratio);
    return new Figure(
        List.of(
            chart("weight over corpus share", "times its corpus share", weights),
            chart("tracked discrepancy", "relative discrepancy", ratios)),
        weights,
        ("Weights of %s over its steps: the %d regions lifted furthest above their share of "
                + "the corpus. Left: how many times its share of the corpus a region has among the "
                + "steered draws; 1 is no steering. Right: the relative discrepancy that the weights "
                + "answer to.")
            .formatted(run.run().run(), regions.size()));
  }

  private static String chart(String title, String axis, List<Series> series) {
    return new LineChart(title, "step", axis, false, OptionalDouble.of(1), series).svg();
  }

  private static List<List<WeightRow>> mostLifted(List<WeightRow> rows) {
    Map<Integer, List<WeightRow>> regions =
        rows.stream()
            .filter(row -> row.corpusShare() > 0)
            .sorted(Comparator.comparingInt(WeightRow::step))
            .collect(Collectors.groupingBy(WeightRow::region, TreeMap::new, Collectors.toList()));
    return regions.values().stream()
        .sorted(Comparator.comparingDouble(WeightsFigure::lift).reversed())
        .limit(MOST_REGIONS)
        .toList();
  }

  private static double lift(List<WeightRow> region) {
    return region.stream().mapToDouble(row -> row.weight() / row.corpusShare()).max().orElse(0);
  }

  private static List<Series> series(
      List<List<WeightRow>> regions, ToDoubleFunction<WeightRow> value) {
    List<Series> series = new ArrayList<>();
    for (List<WeightRow> region : regions) {
      List<Point> points =
          region.stream().map(row -> new Point(row.step(), value.applyAsDouble(row))).toList();
      series.add(new Series(region.get(0).name(), series.size(), points));
    }
    return series;
  }
}
