package dev.aria.core.record;

import dev.aria.core.tensor.Tensor;
import java.util.List;

/**
 * A page of corpus prompts of one region.
 *
 * @param regionMapDigest digest of the map that tagged them
 * @param region index of the region
 * @param ids stable id of each prompt (first 8 bytes of SHA-256 of its text)
 * @param texts the prompts, same order as {@code ids}
 * @param conditions (N, condition shape) float32, row i encodes prompt i
 */
public record TaggedPrompts(
    String regionMapDigest, int region, List<Long> ids, List<String> texts, Tensor conditions) {
  /** A page is closed at this many prompts. */
  public static final int MAX_PROMPTS = 256;

  public TaggedPrompts {
    Checks.filled("region map digest", regionMapDigest);
    Checks.atLeast("region", region, 0);
    ids = List.copyOf(ids);
    texts = List.copyOf(texts);
    Checks.atLeast("prompts in the page", ids.size(), 1);
    if (texts.size() != ids.size() || conditions.shape().get(0) != ids.size()) {
      throw new IllegalArgumentException(
          "page has %d ids, %d texts and %s conditions"
              .formatted(ids.size(), texts.size(), conditions.shape()));
    }
  }
}
