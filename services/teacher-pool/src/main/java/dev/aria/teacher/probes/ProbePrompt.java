package dev.aria.teacher.probes;

import dev.aria.core.record.TaggedPrompts;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A corpus prompt that a probe is made of. */
final class ProbePrompt {
  private final String text;
  private final Optional<String> tag;
  private final float[] condition;

  /**
   * @param tag the teacher that it names; empty for the run's own
   * @param condition (C), not to be written to
   */
  ProbePrompt(String text, Optional<String> tag, float[] condition) {
    this.text = text;
    this.tag = tag;
    this.condition = condition;
  }

  /** The prompts of {@code page}, in their order. */
  static Stream<ProbePrompt> of(TaggedPrompts page) {
    return IntStream.range(0, page.ids().size()).mapToObj(row -> of(page, row));
  }

  private static ProbePrompt of(TaggedPrompts page, int row) {
    float[] condition = new float[page.conditions().rowSize()];
    page.conditions().readRow(row, condition, 0);
    return new ProbePrompt(page.texts().get(row), page.teacher(row), condition);
  }

  String text() {
    return text;
  }

  Optional<String> tag() {
    return tag;
  }

  float[] condition() {
    return condition;
  }
}
