package dev.aria.operations.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class WrappedTextTest {
  private static final int COLUMNS = 40;
  private static final String INDENT = "  ";

  /** All words, in order, and no line that is too long for a reason other than one word. */
  @RepeatedTest(50)
  void of_anyProse_keepsEveryWordInLinesThatFit(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    String prose =
        IntStream.range(0, 1 + random.nextInt(60))
            .mapToObj(i -> "x".repeat(1 + random.nextInt(random.nextInt(5) == 0 ? 60 : 9)))
            .collect(Collectors.joining(" "));

    String wrapped = new WrappedText(COLUMNS, INDENT).of(prose);

    assertThat(words(wrapped)).isEqualTo(words(prose));
    assertThat(wrapped.lines())
        .allSatisfy(
            line ->
                assertThat(line.length() <= COLUMNS || words(line).size() == 1).as(line).isTrue());
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  @Test
  void of_linesThatFit_staysAsItIs() {
    String text = "  two  lines\nof prose";

    assertThat(new WrappedText(COLUMNS, INDENT).of(text)).isEqualTo(text);
  }

  @Test
  void of_columns_keepsThemApart() {
    assertThat(new WrappedText(30, " ".repeat(9)).of("MISSING  there is no folder of that name"))
        .isEqualTo("MISSING  there is no folder of\n         that name");
  }

  @Test
  void of_anything_withoutATerminalIsNeverBroken() {
    String text = "word ".repeat(100) + "end";

    assertThat(Terminal.OUT.isThere()).as("tests write to their build").isFalse();
    assertThat(new WrappedText(Terminal.OUT.columns(), INDENT).of(text)).isEqualTo(text);
    assertThat(new WrappedText(Terminal.ERR.columns(), INDENT).of(text)).isEqualTo(text);
  }

  @Test
  void say_longLine_goesOnUnderItsFirstWord() {
    StringWriter out = new StringWriter();
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    new Narration(new PrintWriter(out), clock, COLUMNS)
        .say("run 'demo-1': starting the four services, logs in .aria/runs/demo-1/logs");

    assertThat(out.toString().lines())
        .containsExactly(
            "[0:00] run 'demo-1': starting the four",
            "       services, logs in",
            "       .aria/runs/demo-1/logs");
  }
}
