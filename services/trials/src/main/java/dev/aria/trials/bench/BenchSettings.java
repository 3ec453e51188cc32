package dev.aria.trials.bench;

import dev.aria.emoji.demo.AllocationOptions;
import dev.aria.emoji.demo.DemoSettings;
import java.nio.file.Path;

/**
 * What may be chosen of a measurement.
 *
 * @param data folder for all data
 * @param steps global steps of each loop
 * @param warmUp steps not measured at the start of each loop, at least 1
 * @param repeat repetitions, at least 1
 * @param probes whether the pipeline also runs with its probes scored
 * @param paths part of path draws with which the pipeline also runs; 0 for not at all
 * @param pipelines whether to leave out the loop in turn, replay and the loop in memory, so that
 *     pipelines can be set against each other in less time
 */
public record BenchSettings(
    Path data, int steps, int warmUp, int repeat, boolean probes, double paths, boolean pipelines) {
  private static final int FEWEST = 10;
  private static final long SEED = 1;

  public BenchSettings {
    atLeast("repeat", repeat, 1);
    atLeast("warm-up", warmUp, 1);
    atLeast(
        "steps (warm-up, %d measured, %d at the end)"
            .formatted(FEWEST, DemoSettings.STEPS_IN_FLIGHT),
        steps,
        warmUp + FEWEST + DemoSettings.STEPS_IN_FLIGHT);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d, must be at least %d".formatted(name, value, least));
    }
  }

  /**
   * The steps measured. The last are left out: the teacher, a window ahead, is done with them while
   * the student still learns, and would leave it its core.
   */
  Window window() {
    return new Window(warmUp, steps - DemoSettings.STEPS_IN_FLIGHT);
  }

  /** Samples of a step. */
  int batch() {
    return demo(Contender.PIPELINE).batch();
  }

  /** The demo's problem, as one of the pipelines runs it. */
  DemoSettings demo(Contender pipeline) {
    boolean probed = pipeline == Contender.PROBED;
    AllocationOptions allocation =
        pipeline == Contender.PATHS
            ? AllocationOptions.by("aria", paths)
            : new AllocationOptions("aria", "swapped", "focus", probed ? "probe" : "training", 0);
    return new DemoSettings(data, steps, allocation, SEED, false);
  }
}
