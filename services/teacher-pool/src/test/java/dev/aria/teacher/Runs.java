package dev.aria.teacher;

import dev.aria.runtime.settings.RunSettings;
import java.nio.file.Path;

/** Settings of a small run, for tests. */
final class Runs {
  private Runs() {}

  static RunSettings small(String name, int drawsPerPrompt, int probesPerRegion) {
    return new RunSettings(
        name,
        "corpus",
        11,
        0,
        100,
        4,
        10,
        4,
        1000,
        drawsPerPrompt,
        Path.of("teacher.pt"),
        Path.of("pairs"),
        1,
        false,
        new RunSettings.Regions("kmeans", 4, 100),
        new RunSettings.Conditioning("exponential", 5, 0.1),
        new RunSettings.Allocation("aria", "swapped", "focus", "probe", "ema", 2, 10),
        new RunSettings.Probes(probesPerRegion, 5));
  }
}
