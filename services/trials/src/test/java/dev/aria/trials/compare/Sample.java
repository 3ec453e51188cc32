package dev.aria.trials.compare;

import dev.aria.emoji.demo.AllocationOptions;
import dev.aria.emoji.demo.DemoSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Made-up outcomes and settings. */
final class Sample {
  private Sample() {}

  /** A run whose every measure is {@code value}. */
  static RunResult result(long seed, String policy, double value) {
    return new RunResult(
        new PlannedRun(seed, policy),
        "f92cfdc5f0b8caa7",
        Arrays.stream(Measure.values())
            .collect(Collectors.toMap(Function.identity(), measure -> value)),
        OptionalLong.empty());
  }

  static RunResults results(RunResult... results) {
    return new RunResults(List.of(results));
  }

  static DemoSettings common(int steps, String scope, long seed, String data) {
    return new DemoSettings(
        Path.of(data),
        steps,
        new AllocationOptions("natural", scope, "focus", "probe", 0),
        seed,
        false);
  }

  static ComparisonSettings settings(List<String> policies, List<Long> seeds) {
    DemoSettings common = common(400, "swapped", 0, "data");
    return new ComparisonSettings(policies, seeds, common, false, Engine.PIPELINE);
  }
}
