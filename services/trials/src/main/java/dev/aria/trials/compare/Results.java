package dev.aria.trials.compare;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.operations.text.Narration;

/**
 * Where the runs of a comparison go as they end: measured, written down and told.
 *
 * @param folder the comparison's files
 * @param measurement measures the students
 * @param narration what the command tells
 */
record Results(ComparisonFolder folder, Measurement measurement, Narration narration) {
  /** Measures the student of {@code trained} by {@code regions} and writes the outcome down. */
  void add(TrainedRun trained, RegionMapRecord regions) {
    RunResult result = measurement.of(trained, regions);
    folder.add(result);
    narration.say(
        "%s: macro average of the held-out discrepancy %.4f"
            .formatted(result.run(), result.value(Measure.MACRO)));
  }
}
