package dev.aria.trials.study.report;

import dev.aria.trials.study.data.FinishedRun;
import dev.aria.trials.study.data.MeasureRow;
import dev.aria.trials.study.data.StudyMeasure;
import dev.aria.trials.study.data.WeightRow;
import dev.aria.trials.study.figure.DotChart;
import dev.aria.trials.study.figure.Figure;
import dev.aria.trials.study.figure.Point;
import dev.aria.trials.study.figure.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Final discrepancy of each region under the baseline, the best static rule and the adaptive. */
final class RegionsFigure {
  private static final String PREFIX = "region:";
  private static final double PERCENT = 100;

  private final StudyRuns runs;
  private final Map<String, Double> shares = new HashMap<>();

  private RegionsFigure(StudyRuns runs) {
    this.runs = runs;
    runs.data().runs().stream()
        .flatMap(run -> run.weights().stream())
        .forEach((WeightRow row) -> shares.putIfAbsent(row.name(), row.corpusShare()));
  }

  /** Empty when no run was measured region by region. */
  static Optional<Figure> of(StudyRuns runs) {
    RegionsFigure figure = new RegionsFigure(runs);
    List<String> regions = figure.regions();
    return regions.isEmpty() ? Optional.empty() : Optional.of(figure.over(regions));
  }

  /** Names of the regions, the one with the largest share of the corpus first. */
  private List<String> regions() {
    return first().stream()
        .flatMap(run -> run.finals().stream())
        .filter(row -> row.measure() == StudyMeasure.NOISE_MSE)
        .map(MeasureRow::group)
        .filter(group -> group.startsWith(PREFIX))
        .map(group -> group.substring(PREFIX.length()))
        .distinct()
        .sorted(Comparator.comparingDouble(this::share).reversed().thenComparing(name -> name))
        .toList();
  }

  /** Runs of the first seed: each seed has regions of its own. */
  private List<FinishedRun> first() {
    long seed =
        runs.data().runs().stream().mapToLong(run -> run.run().run().seed()).min().orElse(0);
    return runs.data().runs().stream().filter(run -> run.run().run().seed() == seed).toList();
  }

  private double share(String region) {
    return shares.getOrDefault(region, 0.0);
  }

  private Figure over(List<String> regions) {
    List<Series> series = shown().map(name -> series(name, regions)).toList();
    String chart =
        new DotChart(
                "each region of the first seed",
                "discrepancy",
                regions.stream().map(this::label).toList(),
                series)
            .svg();
    return new Figure(
        List.of(chart),
        series,
        "Final held-out discrepancy of each region of the first seed; further left is "
            + "better. Each seed has regions of its own. Regions stand by their share of the corpus, the largest on top.");
  }

  private Stream<String> shown() {
    StudyFacts facts = runs.facts();
    return Stream.of(
            Stream.of(facts.baseline()),
            runs.bestStatic(FinalMeasure.MACRO).stream(),
            Stream.of(facts.adaptive()))
        .flatMap(names -> names)
        .distinct();
  }

  private String label(String region) {
    Double share = shares.get(region);
    return share == null
        ? region
        : String.format(Locale.ROOT, "%s (%.1f %%)", region, PERCENT * share);
  }

  private Series series(String contender, List<String> regions) {
    List<Point> points = new ArrayList<>();
    for (int row = 0; row < regions.size(); row++) {
      int place = row;
      FinalMeasure measure = FinalMeasure.noise(PREFIX + regions.get(row), regions.get(row));
      runs.mean(contender, measure).ifPresent(value -> points.add(new Point(value, place)));
    }
    return new Series(contender, runs.facts().contenders().indexOf(contender), points);
  }
}
