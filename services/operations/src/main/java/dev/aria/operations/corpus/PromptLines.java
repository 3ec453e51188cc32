package dev.aria.operations.corpus;

import dev.aria.core.record.PromptRecord;
import dev.aria.runtime.topic.Codec;
import dev.aria.runtime.topic.Topics;
import dev.aria.runtime.topic.Undecodable;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Prompts from lines: a line that starts with '{' is JSON with a {@code prompt} and perhaps a
 * {@code region}, any other is the prompt itself. Blank lines are passed over; lines that make no
 * prompt are refused, and the rest goes on.
 */
public final class PromptLines {
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");
  private static final Map<String, String> TEXT = Map.of("content-type", "text/plain");
  private static final char NO_CHARACTER = '\uFFFD';

  private final Codec<PromptRecord> codec = Topics.prompts("any", 1).codec();
  private final Consumer<String> refusals;
  private long line;
  private long refused;

  /** Tells {@code refusals} of each line refused, with its number and the reason. */
  public PromptLines(Consumer<String> refusals) {
    this.refusals = refusals;
  }

  /** The prompts of {@code in}, UTF-8, read as the stream is; in order, by one thread. */
  public Stream<PromptRecord> read(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
        .lines()
        .map(this::prompt)
        .flatMap(Optional::stream);
  }

  /** Lines refused so far. */
  public long refused() {
    return refused;
  }

  private Optional<PromptRecord> prompt(String text) {
    line++;
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      if (text.indexOf(NO_CHARACTER) >= 0) {
        throw new Undecodable("prompt is not valid UTF-8");
      }
      ByteBuffer bytes = ByteBuffer.wrap(text.strip().getBytes(StandardCharsets.UTF_8));
      return Optional.of(codec.decode(bytes, text.strip().startsWith("{") ? JSON : TEXT));
    } catch (Undecodable reason) {
      refused++;
      refusals.accept("line %d: %s".formatted(line, reason.getMessage()));
      return Optional.empty();
    }
  }
}
