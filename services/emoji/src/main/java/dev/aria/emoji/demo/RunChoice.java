package dev.aria.emoji.demo;

import java.util.Optional;
import java.util.Set;

/**
 * Which run a demo is about.
 *
 * @param name the run to begin or to go on with; empty takes the one that was cut short, if there
 *     is one, else a new one
 * @param resume whether a run goes on as it was begun, whatever options are given
 * @param given options that the user gave, such as {@code --steps}; others have their defaults
 */
public record RunChoice(Optional<String> name, boolean resume, Set<String> given) {
  public RunChoice {
    given = Set.copyOf(given);
    if (!name.orElse("run").matches("[a-zA-Z0-9_-]{1,60}")) {
      throw new IllegalArgumentException(
          "run '%s' may hold only letters, digits, '_' and '-', at most 60"
              .formatted(name.orElseThrow()));
    }
  }
}
