package dev.aria.models.training;

import java.util.Map;

/**
 * What a checkpoint held.
 *
 * @param model the caller closes it
 * @param metadata as given to {@link Trainable#checkpoint}
 */
public record Resumed(Trainable model, Map<String, String> metadata) {
  public Resumed {
    metadata = Map.copyOf(metadata);
  }
}
