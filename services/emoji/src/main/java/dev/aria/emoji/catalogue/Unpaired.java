package dev.aria.emoji.catalogue;

import java.util.ArrayList;
import java.util.List;

/**
 * The emoji that no pair shows, so that a student knows their pictures only through the teacher.
 *
 * @param name {@code Animals}, or a category of the catalogue
 */
public record Unpaired(String name) {
  /** What the shipped problem leaves unpaired: every emoji that shows an animal. */
  public static final Unpaired ANIMALS = new Unpaired("Animals");

  /**
   * The animals, or a category of {@code catalogue}, by name.
   *
   * @throws IllegalArgumentException when there is no such category
   */
  public static Unpaired named(EmojiCatalogue catalogue, String name) {
    List<String> known = new ArrayList<>(List.of(ANIMALS.name));
    known.addAll(catalogue.categories());
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "unpaired is '%s', must be one of %s".formatted(name, String.join(", ", known)));
    }
    return new Unpaired(name);
  }

  /** Whether no pair shows {@code emoji}. */
  public boolean holds(Emoji emoji) {
    return isAnimals() ? emoji.animal() : emoji.category().equals(name);
  }

  /** Category of the held-out prompts about what no pair shows. */
  public String category() {
    return name + " (held out)";
  }

  /**
   * Category of a held-out prompt about {@code emoji}. Animals are a category of their own under
   * every choice of what is unpaired.
   */
  public String categoryOf(Emoji emoji) {
    if (holds(emoji)) {
      return category();
    }
    return emoji.animal() ? ANIMALS.name : emoji.category();
  }

  private boolean isAnimals() {
    return name.equals(ANIMALS.name);
  }
}
