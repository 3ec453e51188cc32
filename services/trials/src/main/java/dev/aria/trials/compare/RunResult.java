package dev.aria.trials.compare;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What a finished run came to.
 *
 * @param run which run
 * @param regionMap digest of the region map that its averages are over
 * @param values every measure, finite
 * @param teacherPasses samples sent through the teacher for targets; empty where nobody counted
 */
record RunResult(
    PlannedRun run, String regionMap, Map<Measure, Double> values, OptionalLong teacherPasses) {
  RunResult {
    values = Map.copyOf(values);
    for (Measure measure : Measure.values()) {
      Double value = values.get(measure);
      if (value == null || !Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "run of %s: %s is %s, must be finite".formatted(run, measure.column(), value));
      }
    }
  }

  /** The value of {@code measure}. */
  double value(Measure measure) {
    return values.getOrDefault(measure, Double.NaN);
  }
}
