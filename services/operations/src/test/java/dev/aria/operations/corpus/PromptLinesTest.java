package dev.aria.operations.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.PromptRecord;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PromptLinesTest {
  private final List<String> refusals = new ArrayList<>();
  private final PromptLines lines = new PromptLines(refusals::add);

  private List<PromptRecord> read(byte[] bytes) {
    return lines.read(new ByteArrayInputStream(bytes)).toList();
  }

  private List<PromptRecord> read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void read_textAndJsonLines_givesBothInOrder() {
    List<PromptRecord> prompts =
        read("a red fox\n\n{\"prompt\": \"a café\", \"region\": \"food\"}\r\n  a blue whale ");

    assertThat(prompts)
        .containsExactly(
            new PromptRecord("a red fox", Optional.empty()),
            new PromptRecord("a café", Optional.of("food")),
            new PromptRecord("a blue whale", Optional.empty()));
    assertThat(refusals).isEmpty();
  }

  @Test
  void read_linesThatMakeNoPrompt_refusesThemByNumberAndGoesOn() {
    List<PromptRecord> prompts = read("{\"text\": 1}\n{broken\n" + "x".repeat(100_000) + "\nlast");

    assertThat(prompts).extracting(PromptRecord::text).containsExactly("last");
    assertThat(lines.refused()).isEqualTo(3);
    assertThat(refusals.get(0)).startsWith("line 1: ").contains("'prompt'");
    assertThat(refusals.get(1)).startsWith("line 2: ").contains("JSON");
    assertThat(refusals.get(2)).startsWith("line 3: ").contains("100000 bytes");
  }

  @Test
  void read_bytesThatAreNoUtf8_refusesTheLine() {
    List<PromptRecord> prompts = read(new byte[] {'a', (byte) 0xff, '\n', 'b'});

    assertThat(prompts).extracting(PromptRecord::text).containsExactly("b");
    assertThat(refusals).containsExactly("line 1: prompt is not valid UTF-8");
  }
}
