package dev.aria.runtime.tensorboard;

import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.WeightsVersion;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.settings.RunSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The scalars of one student, by step; a pure function of the run's step reports and weights, so
 * that whoever reads the log again gets the same. Not thread-safe.
 */
final class RunScalars {
  private static final int LARGEST = 3;
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final RunSettings run;
  private final ScalarSource source;
  private final int everySteps;
  private final CompleteSteps steps;
  private final RegionMeans training = new RegionMeans();
  private final RegionMeans probes = new RegionMeans();
  private final TreeMap<WeightsVersion, SamplingWeights> weights = new TreeMap<>();
  private WeightsVersion shown = WeightsVersion.INITIAL;
  private double losses;
  private long reports;
  private @Nullable Pace pace;
  private Instant latest = Instant.EPOCH;

  /**
   * Whose scalars they are.
   *
   * @param student name of the student
   * @param learningRate of a step, counted from 1; NaN where it is not known
   */
  record ScalarSource(String student, LongToDoubleFunction learningRate) {}

  private record Pace(long step, Instant time) {}

  RunScalars(RunSettings run, ScalarSource source, int everySteps) {
    this.run = run;
    this.source = source;
    this.everySteps = everySteps;
    this.steps = new CompleteSteps(run.shards());
  }

  /** Takes weights in; call it before the reports of the steps that were drawn under them. */
  void weights(SamplingWeights published) {
    weights.put(published.version(), published);
  }

  /** Takes a report in; those of other students and lineages are passed over. */
  List<ScalarPoint> report(Received<StepReport> report) {
    StepReport value = report.value();
    if (!value.student().equals(source.student()) || value.lineage() != run.lineage()) {
      return List.of();
    }
    List<ScalarPoint> points = new ArrayList<>();
    for (List<Received<StepReport>> step : steps.add(report)) {
      learned(step).ifPresent(points::add);
    }
    return points;
  }

  private Optional<ScalarPoint> learned(List<Received<StepReport>> step) {
    for (Received<StepReport> report : step) {
      training.add(report.value().training());
      probes.add(report.value().probes());
      losses += report.value().loss();
      reports++;
      latest = report.timestamp().isAfter(latest) ? report.timestamp() : latest;
    }
    StepReport last = step.get(step.size() - 1).value();
    long done = last.step() + 1;
    return done % everySteps == 0 || done == run.steps()
        ? Optional.of(point(done, last.weights()))
        : Optional.empty();
  }

  private ScalarPoint point(long done, WeightsVersion drawnUnder) {
    SortedMap<String, Double> values = new TreeMap<>();
    values.put("loss", losses / reports);
    losses = 0;
    reports = 0;
    double rate = source.learningRate().applyAsDouble(done);
    if (Double.isFinite(rate)) {
      values.put("learning_rate", rate);
    }
    values.put("teacher_passes", (double) done * run.batch());
    training.averages("discrepancy", values);
    probes.averages("probe_discrepancy", values);
    pace(done, values);
    weights(drawnUnder, values);
    return new ScalarPoint(done, latest, values);
  }

  /** Samples a second since the last point that has it, at least a second ago. */
  private void pace(long done, SortedMap<String, Double> values) {
    Pace before = pace;
    if (before == null) {
      pace = new Pace(done, latest);
      return;
    }
    Duration since = Duration.between(before.time(), latest);
    if (since.compareTo(SHORTEST) >= 0) {
      double seconds = since.toNanos() / 1e9;
      values.put("samples_per_second", (done - before.step()) * run.batch() / seconds);
      pace = new Pace(done, latest);
    }
  }

  /** Whenever steps are the first that were drawn under new weights. */
  private void weights(WeightsVersion drawnUnder, SortedMap<String, Double> values) {
    SamplingWeights published = weights.get(drawnUnder);
    weights.headMap(drawnUnder).clear();
    if (published == null || drawnUnder.equals(shown)) {
      return;
    }
    shown = drawnUnder;
    List<RegionWeight> regions = published.regions();
    RegionMeans.averages(
        "ratio", regions.stream().mapToDouble(RegionWeight::ratio).toArray(), values);
    List<Double> largest =
        regions.stream()
            .map(run.allocation().scope()::weight)
            .sorted(Comparator.reverseOrder())
            .limit(LARGEST)
            .toList();
    for (int place = 0; place < largest.size(); place++) {
      values.put("weight/largest_" + (place + 1), largest.get(place));
    }
    values.put("weight/theta", published.theta());
    values.put("weight/version", (double) drawnUnder.number());
  }
}
