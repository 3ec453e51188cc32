package dev.aria.streamer.store;

import dev.aria.core.record.Draw;
import dev.aria.core.record.PromptCoordinate;
import java.util.List;

/** The tagged prompts that a draw may pick from, by region and position in the region. */
public interface Corpus {
  /** Number of regions R. */
  int regions();

  /** Prompts of {@code region} so far; only grows. */
  long size(int region);

  /** Shape of one condition. */
  List<Integer> conditionShape();

  /** Where prompt {@code index} of {@code region} lies in the log. */
  PromptCoordinate coordinate(int region, long index);

  /** Index of the run's teacher that answers for prompt {@code index} of {@code region}. */
  default int teacher(int region, long index) {
    return Draw.OWN_TEACHER;
  }

  /** Copies the condition of prompt {@code index} of {@code region} to {@code target}. */
  void condition(int region, long index, float[] target, int offset);

  /** Elements of one condition. */
  default int conditionSize() {
    return conditionShape().stream().reduce(1, Math::multiplyExact);
  }
}
