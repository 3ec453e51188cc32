package dev.aria.operations.corpus;

import dev.aria.core.record.PromptRecord;
import dev.aria.runtime.topic.PromptDecoder;
import dev.aria.runtime.topic.Undecodable;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Prompts from the lines of a file, decoded as the records of a corpus are ({@link PromptDecoder}):
 * a line that starts with '{' is JSON with a {@code prompt} and perhaps a {@code region} and a
 * {@code teacher}, any other is the prompt itself. Blank lines are passed over; lines that make no
 * prompt are refused, and the rest goes on. LF or CRLF ends a line; a lone CR is white space inside
 * it.
 */
public final class PromptLines {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Consumer<String> refusals;
  private long line;
  private long refused;

  /** Tells {@code refusals} of each line refused, with its number and the reason. */
  public PromptLines(Consumer<String> refusals) {
    this.refusals = refusals;
  }

  /**
   * The prompts of {@code in}, UTF-8, read as the stream is; in order, by one thread.
   *
   * @throws Undecodable from the stream, before its first prompt, when the file as a whole cannot
   *     hold a prompt a line
   */
  public Stream<PromptRecord> read(InputStream in) {
    line = 0;
    LineBytes lines = new LineBytes(in, PromptDecoder.MAX_BYTES);
    return Stream.generate(lines::next)
        .takeWhile(Optional::isPresent)
        .flatMap(next -> prompt(next.orElseThrow()).stream());
  }

  /** Lines refused so far. */
  public long refused() {
    return refused;
  }

  private Optional<PromptRecord> prompt(LineBytes.Line next) {
    line++;
    if (line == 1) {
      refuseWhole(next);
    }
    if (isBlank(next.bytes())) {
      return Optional.empty();
    }
    try {
      if (!next.isWhole()) {
        throw PromptDecoder.tooLong(next.length());
      }
      return Optional.of(PromptDecoder.textOrJson(next.bytes()));
    } catch (Undecodable reason) {
      refused++;
      refusals.accept("line %d: %s".formatted(line, reason.getMessage()));
      return Optional.empty();
    }
  }

  /** Says once what would be wrong with every line. */
  private static void refuseWhole(LineBytes.Line first) {
    if (PromptDecoder.isUtf16(first.bytes())) {
      throw new Undecodable(
          "the prompts are UTF-16, must be UTF-8; convert them with iconv -f UTF-16 -t UTF-8");
    }
    String text = text(first.bytes());
    if (text.equals("[")) {
      throw new Undecodable(
          "the prompts are one JSON array, must be one JSON object a line; convert them with jq -c"
              + " '.[]'");
    }
    if (!first.ended() && text.indexOf('\r') >= 0) {
      throw new Undecodable(
          "the prompts hold CR but no LF, and LF ends a line; convert them with tr '\\r' '\\n'");
    }
  }

  private static boolean isBlank(ByteBuffer line) {
    return text(line).isEmpty();
  }

  private static String text(ByteBuffer line) {
    String text = StandardCharsets.UTF_8.decode(line.duplicate()).toString();
    return text.replace(BYTE_ORDER_MARK, "").strip();
  }
}
