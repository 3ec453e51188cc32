package dev.aria.core.record;

import dev.aria.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * A page of corpus prompts of one region.
 *
 * @param regionMapDigest digest of the map that tagged them
 * @param region index of the region
 * @param ids stable id of each prompt (first 8 bytes of SHA-256 of its text)
 * @param texts the prompts, same order as {@code ids}
 * @param conditions (N, condition shape) float32, row i encodes prompt i
 * @param consumed next offset of each partition of the raw prompts that the tagger held, as of the
 *     transaction that wrote the page; empty where it does not tell
 */
public record TaggedPrompts(
    String regionMapDigest,
    int region,
    List<Long> ids,
    List<String> texts,
    Tensor conditions,
    Map<Integer, Long> consumed) {
  /** A page is closed at this many prompts. */
  public static final int MAX_PROMPTS = 256;

  public TaggedPrompts {
    Checks.filled("region map digest", regionMapDigest);
    Checks.atLeast("region", region, 0);
    ids = List.copyOf(ids);
    texts = List.copyOf(texts);
    consumed = Map.copyOf(consumed);
    consumed.forEach(TaggedPrompts::checkPlace);
    Checks.atLeast("prompts in the page", ids.size(), 1);
    if (texts.size() != ids.size() || conditions.shape().get(0) != ids.size()) {
      throw new IllegalArgumentException(
          "page has %d ids, %d texts and %s conditions"
              .formatted(ids.size(), texts.size(), conditions.shape()));
    }
  }

  private static void checkPlace(int partition, long nextOffset) {
    Checks.atLeast("partition consumed", partition, 0);
    Checks.atLeast("next offset consumed", nextOffset, 0);
  }
}
