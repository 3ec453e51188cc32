package dev.aria.data.item;

/**
 * One caption of an item.
 *
 * @param text as the source has it
 * @param probability its weight among the item's captions, above 0
 */
public record Caption(String text, double probability) {
  public Caption {
    if (!(probability > 0 && probability < 1e9)) {
      throw new IllegalArgumentException(
          "probability of a caption must be above 0, got " + probability);
    }
  }
}
