package dev.aria.trainer;

import java.util.Map;

/**
 * Where a trainer begins.
 *
 * @param desk the student and all it works with
 * @param provenance whose student it is
 * @param self name of the trainer, unlike any other's
 * @param gradientOffsets where to read the others' gradients from, by partition
 */
record Berth(
    TrainingDesk desk, Provenance provenance, String self, Map<Integer, Long> gradientOffsets) {
  Berth {
    gradientOffsets = Map.copyOf(gradientOffsets);
  }
}
