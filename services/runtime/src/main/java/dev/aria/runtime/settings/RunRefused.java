package dev.aria.runtime.settings;

/**
 * What Kafka or Redis holds under the run's name does not go with its settings, or not with itself;
 * the message names both and the way out.
 */
public final class RunRefused extends RuntimeException {
  public RunRefused(String message) {
    super(message);
  }
}
