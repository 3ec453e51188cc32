package dev.aria.core.record;

import java.util.Optional;

/**
 * A raw prompt as anyone may write it to the corpus. White space and byte order marks around its
 * text are not part of it; a blank region counts as none.
 *
 * @param text the prompt itself: Unicode text that shows something, at most {@link #MAX_CHARACTERS}
 *     characters
 * @param region the region that the prompt brings along, when its writer knows it
 */
public record PromptRecord(String text, Optional<String> region) {
  /** Longest text accepted, in characters; MiniLM reads 256 tokens, CLIP 77. */
  public static final int MAX_CHARACTERS = 8_192;

  public PromptRecord {
    text = PromptText.stripped(text);
    PromptText.check("prompt text", text);
    if (text.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "prompt text has %d characters, at most %d are accepted"
              .formatted(text.length(), MAX_CHARACTERS));
    }
    region = region.filter(label -> !PromptText.stripped(label).isEmpty());
    region.ifPresent(label -> PromptText.check("region of the prompt", label));
  }
}
