package dev.aria.runtime.pairs.writing;

import dev.aria.runtime.pairs.StoredCaption;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * A caption of a pair to be written.
 *
 * @param text shown to people
 * @param probability its weight among the pair's captions, above 0; they need not sum to one
 * @param condition what the models are given for it, in condition shape
 * @param teacher name of the teacher that answers for it; empty for a run's own
 */
public record NewCaption(
    String text, double probability, FloatBuffer condition, Optional<String> teacher) {
  public NewCaption {
    if (!(probability > 0 && probability < 1e9)) {
      throw new IllegalArgumentException(
          "the probability of a caption must be above 0, got " + probability);
    }
  }

  /** A caption that a run's own teacher answers for. */
  public NewCaption(String text, double probability, FloatBuffer condition) {
    this(text, probability, condition, Optional.empty());
  }

  /** As a shard stores it. */
  String stored() {
    return StoredCaption.of(text, teacher);
  }
}
