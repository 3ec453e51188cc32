package dev.aria.operations.monitor;

import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.WeightsVersion;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Help.Ansi;

/**
 * The line that shows a run as it goes: steps done with their rate and the time left, samples a
 * second, how much of their time teacher and trainer wait, cache hits, samples in flight, weights
 * version and the worst regions.
 */
public final class ProgressLine implements AutoCloseable {
  private static final int TERMINAL_MILLIS = 1_000;
  private static final int LOG_MILLIS = 10_000;
  private static final int WORST_REGIONS = 2;
  private static final int NAME_WIDTH = 24;
  private static final int LINE_WIDTH = 260;

  private final ProgressBar bar;
  private final int samplesPerStep;
  private final List<String> regionNames;

  /** A line for {@code steps} steps of {@code samplesPerStep} samples. */
  public ProgressLine(String task, long steps, int samplesPerStep, List<String> regionNames) {
    this.samplesPerStep = samplesPerStep;
    this.regionNames = List.copyOf(regionNames);
    boolean terminal = Ansi.AUTO.enabled();
    ProgressBarBuilder builder =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.ASCII)
            .showSpeed()
            .setUpdateIntervalMillis(terminal ? TERMINAL_MILLIS : LOG_MILLIS);
    if (!terminal) {
      builder.setConsumer(new DelegatingProgressBarConsumer(System.out::println, LINE_WIDTH));
    }
    bar = builder.build();
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
    bar.stepTo(progress.trained());
    bar.setExtraMessage(
        String.format(
            Locale.ROOT,
            " %.0f samples/s, wait T %s S %s, hits %s, in flight %d, loss %.4f, weights %s%s",
            samplesPerSecond,
            percent(waits.teacherWait()),
            percent(waits.trainerWait()),
            percent(waits.cacheHits()),
            (progress.drawn() - progress.trained()) * samplesPerStep,
            progress.loss(),
            progress.weights().map(SamplingWeights::version).map(WeightsVersion::text).orElse("-"),
            worst(progress)));
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
    bar.close();
  }
}
