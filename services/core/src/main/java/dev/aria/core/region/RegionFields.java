package dev.aria.core.region;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Regions that prompts bring along: each distinct label is one region, numbered in sorted order.
 */
public final class RegionFields {
  private final List<String> names;
  private final Map<String, Integer> indices = new HashMap<>();

  /**
   * @param labels every label that may occur, repetitions and any order allowed
   * @throws IllegalArgumentException when there is none or one is blank
   */
  public RegionFields(Collection<String> labels) {
    names = labels.stream().distinct().sorted().toList();
    if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("region labels must be at least one and not blank");
    }
    for (int region = 0; region < names.size(); region++) {
      indices.put(names.get(region), region);
    }
  }

  /** Label of each region, by index. */
  public List<String> names() {
    return names;
  }

  /** Region of {@code label}; empty when the map does not know it. */
  public OptionalInt assign(String label) {
    Integer region = indices.get(label);
    return region == null ? OptionalInt.empty() : OptionalInt.of(region);
  }
}
