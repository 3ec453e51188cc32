package dev.aria.operations.monitor;

import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.WeightsVersion;
import dev.aria.operations.text.PlainProgress;
import dev.aria.operations.text.Terminal;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * The line that shows a run as it goes: steps done with their rate and the time left, samples a
 * second, how much of their time teacher and trainer wait, cache hits, samples in flight, weights
 * version and the worst regions. A bar on a terminal, plain lines elsewhere.
 */
public final class ProgressLine implements AutoCloseable {
  private static final int EVERY_MILLIS = 1_000;
  private static final int WORST_REGIONS = 2;
  private static final int NAME_WIDTH = 24;

  private final String task;
  private final long steps;
  private final int samplesPerStep;
  private final List<String> regionNames;
  private final @Nullable ProgressBar bar;
  private final PlainProgress lines;

  /** A line for {@code steps} steps of {@code samplesPerStep} samples. */
  public ProgressLine(
      String task, long steps, int samplesPerStep, List<String> regionNames, Clock clock) {
    this.task = task;
    this.steps = steps;
    this.samplesPerStep = samplesPerStep;
    this.regionNames = List.copyOf(regionNames);
    this.lines = new PlainProgress(clock, System.out::println);
    this.bar = Terminal.ERR.isThere() ? bar(task, steps) : null;
  }

  /** Plain lines for {@code out}. */
  ProgressLine(String task, long steps, int samplesPerStep, PlainProgress out) {
    this.task = task;
    this.steps = steps;
    this.samplesPerStep = samplesPerStep;
    this.regionNames = List.of();
    this.lines = out;
    this.bar = null;
  }

  private static ProgressBar bar(String task, long steps) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(steps)
        .setStyle(ProgressBarStyle.ASCII)
        .showSpeed()
        .setUpdateIntervalMillis(EVERY_MILLIS)
        .build();
  }

  /**
   * What is not in the run's topics.
   *
   * @param teacherWait share of its time that the teacher waited for draws, in [0, 1]
   * @param trainerWait share of its time that the trainer waited for targets, in [0, 1]
   * @param cacheHits share of targets served from the cache, in [0, 1]
   */
  public record Waits(
      OptionalDouble teacherWait, OptionalDouble trainerWait, OptionalDouble cacheHits) {}

  /** Shows {@code progress}. */
  public void show(RunProgress progress, double samplesPerSecond, Waits waits) {
    String figures = figures(progress, samplesPerSecond, waits);
    if (bar != null) {
      bar.stepTo(progress.trained());
      bar.setExtraMessage(" " + figures);
    } else {
      lines.show(place(progress.trained(), samplesPerSecond) + ", " + figures);
    }
  }

  private String place(long trained, double samplesPerSecond) {
    String left =
        samplesPerSecond > 0
            ? left(Math.round((steps - trained) * samplesPerStep / samplesPerSecond))
            : "";
    return String.format(
        Locale.ROOT, "%s: step %d of %d (%.1f %%)%s", task, trained, steps, share(trained), left);
  }

  private double share(long trained) {
    return 100.0 * trained / steps;
  }

  private static String left(long seconds) {
    return ", %d:%02d left".formatted(seconds / 60, seconds % 60);
  }

  private String figures(RunProgress progress, double samplesPerSecond, Waits waits) {
    return String.format(
        Locale.ROOT,
        "%.0f samples/s, wait T %s S %s, hits %s, in flight %d, loss %s, weights %s%s",
        samplesPerSecond,
        percent(waits.teacherWait()),
        percent(waits.trainerWait()),
        percent(waits.cacheHits()),
        (progress.drawn() - progress.trained()) * samplesPerStep,
        loss(progress.loss()),
        progress.weights().map(SamplingWeights::version).map(WeightsVersion::text).orElse("-"),
        worst(progress));
  }

  private static String loss(double loss) {
    return Double.isNaN(loss) ? "-" : String.format(Locale.ROOT, "%.4f", loss);
  }

  private static String percent(OptionalDouble share) {
    return share.isEmpty() ? "-" : Math.round(share.getAsDouble() * 100) + "%";
  }

  private String worst(RunProgress progress) {
    List<Integer> regions = progress.worstRegions(WORST_REGIONS);
    if (regions.isEmpty()) {
      return "";
    }
    return regions.stream().map(this::name).collect(Collectors.joining(", ", ", worst: ", ""));
  }

  private String name(int region) {
    String name = region < regionNames.size() ? regionNames.get(region) : "region " + region;
    return name.length() <= NAME_WIDTH ? name : name.substring(0, NAME_WIDTH - 1) + "…";
  }

  @Override
  public void close() {
    lines.close();
    if (bar != null) {
      bar.close();
    }
  }
}
