package dev.aria.streamer.tagging;

import java.time.Duration;

/**
 * How a tagger works.
 *
 * @param encoderThreads threads that encode prompts
 * @param flushPrompts tagged prompts after which a transaction is written
 * @param flushTime longest that a tagged prompt waits for its transaction
 * @param settleTime how long a corpus must not have grown before its region map is made
 */
public record TaggingSettings(
    int encoderThreads, int flushPrompts, Duration flushTime, Duration settleTime) {
  public TaggingSettings {
    within("encoder-threads", encoderThreads, 256);
    within("flush-prompts", flushPrompts, 100_000);
    notNegative("flush-time", flushTime);
    notNegative("settle-time", settleTime);
  }

  private static void within(String key, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "aria.prompt-streamer.%s is %d, must lie in [1, %d]".formatted(key, value, most));
    }
  }

  private static void notNegative(String key, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(
          "aria.prompt-streamer.%s is %s, must not be negative".formatted(key, value));
    }
  }
}
