package dev.aria.streamer;

import dev.aria.streamer.drawing.DrawingSettings;
import dev.aria.streamer.tagging.TaggingSettings;

/**
 * The prompt-streamer's own settings (section {@code aria.prompt-streamer}).
 *
 * @param tags whether this process tags raw prompts
 * @param samples whether this process samples draws; one live sampler a run
 * @param tagging how it tags
 * @param drawing how it samples
 */
record StreamerSettings(
    boolean tags, boolean samples, TaggingSettings tagging, DrawingSettings drawing) {
  StreamerSettings {
    if (!tags && !samples) {
      throw new IllegalArgumentException(
          "aria.prompt-streamer.tags and aria.prompt-streamer.samples are both false: nothing to"
              + " do");
    }
  }
}
