package dev.aria.runtime.pairs.writing;

import java.nio.FloatBuffer;

/**
 * A caption of a pair to be written.
 *
 * @param text shown to people
 * @param probability its weight among the pair's captions, above 0; they need not sum to one
 * @param condition what the models are given for it, in condition shape
 */
public record NewCaption(String text, double probability, FloatBuffer condition) {
  public NewCaption {
    if (!(probability > 0 && probability < 1e9)) {
      throw new IllegalArgumentException(
          "the probability of a caption must be above 0, got " + probability);
    }
  }
}
