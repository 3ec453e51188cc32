package dev.aria.core.record;

import java.util.Optional;

/**
 * A raw prompt as anyone may write it to the corpus. White space and byte order marks around its
 * text are not part of it; a blank region or teacher counts as none.
 *
 * @param text the prompt itself: Unicode text that shows something, at most {@link #MAX_CHARACTERS}
 *     characters
 * @param region the region that the prompt brings along, when its writer knows it
 * @param teacher name of the teacher that answers for the prompt; empty for a run's own
 */
public record PromptRecord(String text, Optional<String> region, Optional<String> teacher) {
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
    teacher = teacher.map(PromptText::stripped).filter(tag -> !tag.isEmpty());
    teacher.ifPresent(tag -> TeacherTag.check("teacher of the prompt", tag));
  }

  /** A prompt that a run's own teacher answers for. */
  public PromptRecord(String text, Optional<String> region) {
    this(text, region, Optional.empty());
  }
}
