package dev.aria.emoji.catalogue;

import java.util.List;

/**
 * One emoji of the catalogue.
 *
 * @param index row of the catalogue and tile of both sheets, from 0
 * @param name lower-case English name, unique in the catalogue
 * @param category one of Unicode's nine groups
 * @param subcategory finer group within the category
 * @param animal whether its picture shows an animal; no pair of the shipped problem shows one
 * @param keywords other words people use for it, most telling first; may be empty
 */
public record Emoji(
    int index,
    String name,
    String category,
    String subcategory,
    boolean animal,
    List<String> keywords) {
  public Emoji {
    if (index < 0) {
      throw new IllegalArgumentException("index must be at least 0, got " + index);
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("name of emoji " + index + " is blank");
    }
    keywords = List.copyOf(keywords);
  }
}
