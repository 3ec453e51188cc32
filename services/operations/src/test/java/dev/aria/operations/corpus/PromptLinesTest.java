package dev.aria.operations.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.PromptRecord;
import dev.aria.runtime.topic.Undecodable;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
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

  @Test
  void read_fileWithByteOrderMark_givesEveryPromptAndItsRegion() {
    List<PromptRecord> prompts =
        read("\uFEFF{\"prompt\": \"a fox\", \"region\": \"wild\"}\r\n\uFEFFa blue whale\r\n");

    assertThat(prompts)
        .containsExactly(
            new PromptRecord("a fox", Optional.of("wild")),
            new PromptRecord("a blue whale", Optional.empty()));
    assertThat(refusals).isEmpty();
  }

  @Test
  void read_blankLines_arePassedOverButCounted() {
    List<PromptRecord> prompts = read("\uFEFF\n \t\r\n\n{\"text\": 1}\na red fox\n\n");

    assertThat(prompts).extracting(PromptRecord::text).containsExactly("a red fox");
    assertThat(refusals).singleElement().asString().startsWith("line 4: ");
  }

  @Test
  void read_loneCarriageReturn_endsNoLine() {
    assertThat(read("a red\rfox\na wolf"))
        .extracting(PromptRecord::text)
        .containsExactly("a red\rfox", "a wolf");
  }

  @Test
  void read_linesAcrossTheBuffer_areWhole() {
    String prompt = "a fox of many words ".repeat(300).strip();
    String file = (prompt + "\n").repeat(100);

    assertThat(read(file)).hasSize(100).extracting(PromptRecord::text).containsOnly(prompt);
  }

  @Test
  void read_utf16_isRefusedAsAWholeBeforeTheFirstPrompt() {
    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      assertThatThrownBy(() -> read("\uFEFFa fox\na wolf\n".getBytes(charset)))
          .isInstanceOf(Undecodable.class)
          .hasMessage(
              "the prompts are UTF-16, must be UTF-8; convert them with iconv -f UTF-16 -t UTF-8");
    }
  }

  @Test
  void read_utf16WithoutMark_refusesEveryLineAndSaysWhy() {
    List<PromptRecord> prompts = read("a fox\na wolf\n".getBytes(StandardCharsets.UTF_16LE));

    assertThat(prompts).isEmpty();
    assertThat(refusals).isNotEmpty().allMatch(refusal -> refusal.contains("UTF-16 read as UTF-8"));
  }

  @Test
  void read_jsonArrayOverManyLines_isRefusedAsAWhole() {
    assertThatThrownBy(() -> read("\uFEFF[\n  {\"prompt\": \"a\"},\n  {\"prompt\": \"b\"}\n]\n"))
        .isInstanceOf(Undecodable.class)
        .hasMessageContaining("one JSON array, must be one JSON object a line");
  }

  @Test
  void read_onlyCarriageReturns_isRefusedAsAWhole() {
    assertThatThrownBy(() -> read("a fox\ra wolf\r"))
        .isInstanceOf(Undecodable.class)
        .hasMessageContaining("hold CR but no LF");
  }
}
