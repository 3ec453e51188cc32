package dev.aria.streamer;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What only the prompt-streamer needs to know (section {@code aria.prompt-streamer}).
 *
 * @param tags whether this process tags raw prompts
 * @param samples whether this process samples draws; one live sampler a run
 * @param encoderThreads threads that encode prompts
 * @param flushPrompts tagged prompts after which a transaction is written
 * @param flushTime longest that a tagged prompt waits for its transaction
 * @param settleTime how long a corpus must not have grown before its region map is made
 * @param store folder of the local page store
 * @param waitForCorpus whether the sampler waits until the corpus found at its start is tagged
 * @param stepsPerTransaction most global steps in one transaction
 */
record StreamerSettings(
    boolean tags,
    boolean samples,
    int encoderThreads,
    int flushPrompts,
    Duration flushTime,
    Duration settleTime,
    Path store,
    boolean waitForCorpus,
    int stepsPerTransaction) {
  StreamerSettings {
    within("encoder-threads", encoderThreads, 1, 256);
    within("flush-prompts", flushPrompts, 1, 100_000);
    within("steps-per-transaction", stepsPerTransaction, 1, 1000);
    notNegative("flush-time", flushTime);
    notNegative("settle-time", settleTime);
    if (!tags && !samples) {
      throw new IllegalArgumentException(
          "aria.prompt-streamer.tags and aria.prompt-streamer.samples are both false: nothing to do");
    }
  }

  private static void within(String key, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "aria.prompt-streamer.%s is %d, must lie in [%d, %d]".formatted(key, value, low, high));
    }
  }

  private static void notNegative(String key, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(
          "aria.prompt-streamer.%s is %s, must not be negative".formatted(key, value));
    }
  }
}
