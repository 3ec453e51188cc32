package dev.aria.streamer.drawing;

import java.nio.file.Path;

/**
 * How a sampler works.
 *
 * @param store folder of the local page store
 * @param waitForCorpus whether the sampler waits until the corpus found at its start is tagged
 * @param stepsPerTransaction most global steps in one transaction
 */
public record DrawingSettings(Path store, boolean waitForCorpus, int stepsPerTransaction) {
  private static final int MOST_STEPS = 1000;

  public DrawingSettings {
    if (stepsPerTransaction < 1 || stepsPerTransaction > MOST_STEPS) {
      throw new IllegalArgumentException(
          "aria.prompt-streamer.steps-per-transaction is %d, must lie in [1, %d]"
              .formatted(stepsPerTransaction, MOST_STEPS));
    }
  }
}
