package dev.aria.data.item;

import java.util.Optional;

/**
 * One caption of an item.
 *
 * @param text as the source has it
 * @param probability its weight among the item's captions, above 0
 * @param teacher name of the teacher that answers for it; empty for a run's own
 */
public record Caption(String text, double probability, Optional<String> teacher) {
  public Caption {
    if (!(probability > 0 && probability < 1e9)) {
      throw new IllegalArgumentException(
          "probability of a caption must be above 0, got " + probability);
    }
  }

  /** A caption that a run's own teacher answers for. */
  public Caption(String text, double probability) {
    this(text, probability, Optional.empty());
  }
}
