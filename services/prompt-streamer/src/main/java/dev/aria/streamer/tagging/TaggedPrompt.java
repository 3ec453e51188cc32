package dev.aria.streamer.tagging;

import dev.aria.core.digest.Sha256;

/** A prompt with its condition and region, on its way into a page. */
final class TaggedPrompt {
  private final String text;
  private final int region;
  private final float[] condition;

  TaggedPrompt(String text, int region, float[] condition) {
    this.text = text;
    this.region = region;
    this.condition = condition;
  }

  String text() {
    return text;
  }

  int region() {
    return region;
  }

  float[] condition() {
    return condition;
  }

  /** Bytes it takes in a page, at most. */
  int bytes() {
    return 16 + 3 * text.length() + Float.BYTES * condition.length;
  }

  /** Stable id: the first 8 bytes (big-endian) of the SHA-256 of the text. */
  long id() {
    return Sha256.firstLong(text);
  }
}
