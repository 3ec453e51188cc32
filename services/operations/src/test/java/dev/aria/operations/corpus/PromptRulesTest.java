package dev.aria.operations.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.PromptRecord;
import dev.aria.runtime.topic.Codec;
import dev.aria.runtime.topic.Topics;
import dev.aria.runtime.topic.Undecodable;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One table of prompts, which a line of a file and a record of the corpus decode alike. */
final class PromptRulesTest {
  private static final String MARK = "\uFEFF";
  private static final String TEXT = "text/plain";
  private static final String JSON = "application/json";
  private static final String REFUSED = "refused: ";

  /**
   * One prompt as bytes.
   *
   * @param name of the case
   * @param bytes of the line or record, as Latin-1
   * @param type content type of the record; a line has to find out
   * @param expected what it decodes to; for one that is refused, part of the reason
   * @param refused whether it is refused
   */
  record Case(String name, String bytes, String type, String expected, boolean refused) {
    @Override
    public String toString() {
      return name;
    }

    private byte[] content() {
      return bytes.getBytes(ISO_8859_1);
    }

    private Case butRefused() {
      return new Case(name, bytes, type, expected, true);
    }

    private void check(String outcome) {
      if (refused) {
        assertThat(outcome).startsWith(REFUSED).contains(expected);
      } else {
        assertThat(outcome).isEqualTo(expected);
      }
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        text("plain text", "a red fox", "a red fox"),
        text("text after a byte order mark", MARK + "a red fox", "a red fox"),
        text("text after two marks and a space", MARK + " " + MARK + "a red fox", "a red fox"),
        json("JSON after a byte order mark", MARK + object("a fox", "wild"), "a fox [wild]"),
        json("JSON after white space", " \t" + object("a fox", "wild") + " ", "a fox [wild]"),
        text("white space around text", "  a red fox \t", "a red fox"),
        json("white space around the text in JSON", object("  a fox ", "wild"), "a fox [wild]"),
        json("mark inside JSON", object(MARK + "a fox", "wild"), "a fox [wild]"),
        text("CR at the end", "a red fox\r", "a red fox"),
        text("CR in the middle", "a red\rfox", "a red\rfox"),
        json("CR between the tokens of JSON", "{\"prompt\":\r\"a fox\"}", "a fox"),
        json("CR inside a string of JSON", "{\"prompt\": \"a\rfox\"}", "not valid JSON")
            .butRefused(),
        text("other alphabets", "ein Füchschen 🦊 狐", "ein Füchschen 🦊 狐"),
        text("the replacement character", "a \uFFFD fox", "a \uFFFD fox"),
        raw("bytes that are no UTF-8", "a \u00FF fox", TEXT, "not valid UTF-8").butRefused(),
        raw("half a character", "a fox \u00F0\u009F", TEXT, "not valid UTF-8").butRefused(),
        raw("surrogate as bytes", "a \u00ED\u00A0\u0080 fox", TEXT, "not valid UTF-8").butRefused(),
        raw("overlong slash", "a \u00C0\u00AF fox", TEXT, "not valid UTF-8").butRefused(),
        raw("bad bytes inside JSON", "{\"prompt\": \"\u00FF\"}", JSON, "not valid UTF-8")
            .butRefused(),
        json("both halves of a pair, escaped", object("\\ud83e\\udd8a", "wild"), "🦊 [wild]"),
        json("a lone surrogate, escaped", object("a \\ud83e fox", "wild"), "unpaired surrogate")
            .butRefused(),
        json("a lone surrogate as region", object("a fox", "\\udd8a"), "unpaired surrogate")
            .butRefused(),
        text("U+0000 in text", "a\0 fox", "U+0000").butRefused(),
        json("U+0000 in JSON", object("a \\u0000 fox", "wild"), "U+0000").butRefused(),
        json("blank prompt", object("  ", "wild"), "must not be blank").butRefused(),
        json("empty prompt", object("", "wild"), "must not be blank").butRefused(),
        json("prompt of a byte order mark", object(MARK, "wild"), "must not be blank").butRefused(),
        json("prompt of no-break spaces", object("\u00A0\u00A0", "wild"), "must not be blank")
            .butRefused(),
        text("invisible characters", "\u200B\u2060\u200D", "only invisible characters")
            .butRefused(),
        json("soft hyphen and filler", object("\u00AD\u3164", "wild"), "only invisible characters")
            .butRefused(),
        text("visible among invisible", "\u200Ba\u200B", "\u200Ba\u200B"),
        json("blank region", object("a fox", "  "), "a fox"),
        json("empty region", object("a fox", ""), "a fox"),
        json("null region", "{\"prompt\": \"a fox\", \"region\": null}", "a fox"),
        json("region that is a number", "{\"prompt\": \"a\", \"region\": 3}", "is not text")
            .butRefused(),
        json("unknown fields", "{\"id\": 7, \"prompt\": \"a fox\", \"x\": {\"y\": []}}", "a fox"),
        json("no prompt field", "{\"text\": \"a fox\"}", "no text field 'prompt'").butRefused(),
        json("a prompt twice", "{\"prompt\": \"a\", \"prompt\": \"b\"}", "not valid JSON")
            .butRefused(),
        json("two objects", "{\"prompt\": \"a\"} {\"prompt\": \"b\"}", "not valid JSON")
            .butRefused(),
        json("a comma after the object", "{\"prompt\": \"a\"},", "not valid JSON").butRefused(),
        json("an unfinished object", "{\"prompt\": ", "not valid JSON").butRefused(),
        json("array of objects", "[" + object("a fox", "wild") + "]", "JSON array").butRefused(),
        json("array of texts", "[\"a fox\", \"a wolf\"]", "JSON array").butRefused(),
        json("beginning of an array", "[{\"prompt\": \"a\"},", "not valid JSON").butRefused(),
        text("text in brackets", "[portrait] a fox [detailed]", "[portrait] a fox [detailed]"),
        text("too many bytes", "x".repeat(100_000), "100000 bytes, at most 65536").butRefused(),
        text("too many characters", "x".repeat(8_193), "8193 characters, at most 8192")
            .butRefused(),
        text("as many characters as may be", "x".repeat(8_192), "x".repeat(8_192)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void line_ofAFile_decodesByTheTable(Case one) {
    one.check(line(one.content()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void record_ofTheCorpus_decodesByTheTable(Case one) {
    one.check(record(one));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lineAndRecord_sameBytes_giveTheSameOutcome(Case one) {
    assertThat(line(one.content())).isEqualTo(record(one));
  }

  static Stream<Case> utf16() {
    return Stream.of(
        raw("UTF-16, little endian", latin(MARK + "a fox", UTF_16LE), TEXT, "UTF-16, must be")
            .butRefused(),
        raw("UTF-16, big endian", latin(MARK + "a fox", UTF_16BE), TEXT, "UTF-16, must be")
            .butRefused());
  }

  @ParameterizedTest
  @MethodSource("utf16")
  void record_ofUtf16_isRefusedByThatName(Case one) {
    one.check(record(one));
  }

  /** The prompt of the only line of a file, or why it is refused. */
  private static String line(byte[] bytes) {
    List<String> outcomes = new ArrayList<>();
    PromptLines lines =
        new PromptLines(refusal -> outcomes.add(refusal.replace("line 1: ", REFUSED)));
    byte[] ended = Arrays.copyOf(bytes, bytes.length + 1);
    ended[bytes.length] = '\n';
    lines.read(new ByteArrayInputStream(ended)).map(PromptRulesTest::shown).forEach(outcomes::add);
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  private static String record(Case one) {
    Codec<PromptRecord> codec = Topics.prompts("any", 1).codec();
    try {
      Map<String, String> headers = Map.of("content-type", one.type());
      return shown(codec.decode(ByteBuffer.wrap(one.content()), headers));
    } catch (Undecodable refusal) {
      return REFUSED + refusal.getMessage();
    }
  }

  private static String shown(PromptRecord prompt) {
    Optional<String> region = prompt.region();
    return prompt.text() + region.map(" [%s]"::formatted).orElse("");
  }

  private static String object(String prompt, String region) {
    return "{\"prompt\": \"%s\", \"region\": \"%s\"}".formatted(prompt, region);
  }

  private static Case text(String name, String text, String expected) {
    return raw(name, latin(text, UTF_8), TEXT, expected);
  }

  private static Case json(String name, String text, String expected) {
    return raw(name, latin(text, UTF_8), JSON, expected);
  }

  private static Case raw(String name, String bytes, String type, String expected) {
    return new Case(name, bytes, type, expected, false);
  }

  private static String latin(String text, Charset charset) {
    return new String(text.getBytes(charset), ISO_8859_1);
  }
}
