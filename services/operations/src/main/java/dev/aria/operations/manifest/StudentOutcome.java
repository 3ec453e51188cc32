package dev.aria.operations.manifest;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a student has come to.
 *
 * @param file its TorchScript file
 * @param sha256 of that file, lower-case hexadecimal
 * @param counts {@value #STEPS}, {@value #SAMPLES}, and {@value RunOpening#TEACHER_PASSES} where
 *     all were counted
 * @param measures by name: {@code loss} of the last step, the averages of the tracked ratio, and
 *     what was measured on held-out prompts
 * @param trackedRatios last tracked discrepancy of each region, relative to its timestep bin, by
 *     the region's name
 */
public record StudentOutcome(
    String file,
    String sha256,
    Map<String, Long> counts,
    Map<String, Double> measures,
    Map<String, Double> trackedRatios) {
  /** Global steps that it has learned. */
  public static final String STEPS = "steps";

  /** Samples of those steps. */
  public static final String SAMPLES = "samples";

  public StudentOutcome {
    counts = Map.copyOf(counts);
    measures = Map.copyOf(measures);
    trackedRatios = Map.copyOf(trackedRatios);
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "sha256 must be 64 hex digits, got '%s'".formatted(sha256));
    }
  }

  /** The same with {@code more} measures. */
  public StudentOutcome measured(Map<String, Double> more) {
    Map<String, Double> all = new TreeMap<>(measures);
    all.putAll(more);
    return new StudentOutcome(file, sha256, counts, all, trackedRatios);
  }
}
