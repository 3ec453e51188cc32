package dev.aria.core.record;

import dev.aria.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
 * @param teachers teacher that each prompt names, same order as {@code ids}, empty text for none;
 *     empty when no prompt names one
 */
public record TaggedPrompts(
    String regionMapDigest,
    int region,
    List<Long> ids,
    List<String> texts,
    Tensor conditions,
    Map<Integer, Long> consumed,
    List<String> teachers) {
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
    teachers = List.copyOf(teachers);
    if (!teachers.isEmpty() && teachers.size() != ids.size()) {
      throw new IllegalArgumentException(
          "page has %d ids and %d teachers".formatted(ids.size(), teachers.size()));
    }
    teachers.stream()
        .filter(tag -> !tag.isEmpty())
        .forEach(tag -> TeacherTag.check("teacher of a prompt in the page", tag));
  }

  /** A page of prompts that name no teacher. */
  public TaggedPrompts(
      String regionMapDigest,
      int region,
      List<Long> ids,
      List<String> texts,
      Tensor conditions,
      Map<Integer, Long> consumed) {
    this(regionMapDigest, region, ids, texts, conditions, consumed, List.of());
  }

  /** Teacher that the prompt in {@code row} names; empty for a run's own. */
  public Optional<String> teacher(int row) {
    return teachers.isEmpty()
        ? Optional.empty()
        : Optional.of(teachers.get(row)).filter(tag -> !tag.isEmpty());
  }

  private static void checkPlace(int partition, long nextOffset) {
    Checks.atLeast("partition consumed", partition, 0);
    Checks.atLeast("next offset consumed", nextOffset, 0);
  }
}
