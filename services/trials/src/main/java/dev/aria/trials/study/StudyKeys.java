package dev.aria.trials.study;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Refuses keys of a study file that nobody reads. */
final class StudyKeys {
  private StudyKeys() {}

  /**
   * Refuses one of {@code given} that is not {@code known}.
   *
   * @param section what the keys lie under, for the message; ends with a dot or is empty
   */
  static void check(String section, Collection<String> given, Set<String> known) {
    for (String key : given) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            "unknown key '%s%s'; known: %s"
                .formatted(section, key, String.join(", ", new TreeSet<>(known))));
      }
    }
  }
}
