package dev.aria.runtime.tensorboard;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The scalars of one step.
 *
 * @param step global steps that the student has learned
 * @param time when the last report of that step was written
 * @param values by tag, finite
 */
record ScalarPoint(long step, Instant time, SortedMap<String, Double> values) {
  ScalarPoint {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    values.forEach(
        (tag, value) -> {
          if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                "scalar %s is %s, must be finite".formatted(tag, value));
          }
        });
  }
}
