package dev.aria.runtime.pairs.writing;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * A pair to be written.
 *
 * @param item what it is made of, for messages
 * @param latent x0, in latent shape
 * @param region its region vector; empty when the set stores none
 * @param captions at least one
 */
public record NewPair(
    String item, FloatBuffer latent, FloatBuffer region, List<NewCaption> captions) {
  public NewPair {
    captions = List.copyOf(captions);
    if (captions.isEmpty()) {
      throw new IllegalArgumentException("%s has no caption".formatted(item));
    }
  }
}
