package dev.aria.streamer.tagging;

import dev.aria.core.digest.Sha256;
import dev.aria.core.record.PromptRecord;

/** A prompt with its condition and region, on its way into a page. */
final class TaggedPrompt {
  private final PromptRecord prompt;
  private final int region;
  private final float[] condition;

  TaggedPrompt(PromptRecord prompt, int region, float[] condition) {
    this.prompt = prompt;
    this.region = region;
    this.condition = condition;
  }

  String text() {
    return prompt.text();
  }

  /** The teacher that it names; empty text for none. */
  String teacher() {
    return prompt.teacher().orElse("");
  }

  int region() {
    return region;
  }

  float[] condition() {
    return condition;
  }

  /** Bytes it takes in a page, at most. */
  int bytes() {
    int tag = teacher().isEmpty() ? 0 : 2 + teacher().length();
    return 16 + 3 * text().length() + tag + Float.BYTES * condition.length;
  }

  /** Stable id: the first 8 bytes (big-endian) of the SHA-256 of the text. */
  long id() {
    return Sha256.firstLong(text());
  }
}
