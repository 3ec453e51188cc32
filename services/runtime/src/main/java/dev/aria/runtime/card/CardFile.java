package dev.aria.runtime.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aria.core.file.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The {@code README.md} of a folder with a student. */
public final class CardFile {
  /** Line that says whose text it is. */
  static final String MARK =
      "<!-- Written by ARIA, which replaces it. Delete this line to keep your own text. -->";

  private static final String NAME = "README.md";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;

  /** In {@code folder}, which exists. */
  public CardFile(Path folder) {
    this.file = folder.resolve(NAME);
  }

  /** Where it is. */
  public Path path() {
    return file;
  }

  /**
   * Puts {@code card} there, unless somebody has taken the text over.
   *
   * @return whether it was written
   * @throws UncheckedIOException when it cannot be written or read
   */
  public boolean write(ModelCard card) {
    if (Files.exists(file) && !text().contains(MARK)) {
      return false;
    }
    WholeFile.replace(file, card.toString());
    return true;
  }

  /** Global steps that the card here tells; empty when there is none, or it tells none. */
  public OptionalLong steps() {
    return count("steps");
  }

  /** Teacher passes that the card here tells. */
  public OptionalLong teacherPasses() {
    return count("teacher_passes");
  }

  private OptionalLong count(String field) {
    if (!Files.exists(file)) {
      return OptionalLong.empty();
    }
    String key = ModelCard.RUN + ": ";
    return text()
        .lines()
        .filter(line -> line.startsWith(key))
        .map(line -> number(line.substring(key.length()), field))
        .findFirst()
        .orElseGet(OptionalLong::empty);
  }

  private static OptionalLong number(String json, String field) {
    try {
      JsonNode value = MAPPER.readTree(json).path(field);
      return value.canConvertToLong() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
    } catch (JsonProcessingException edited) { // by hand: it tells nothing any more
      return OptionalLong.empty();
    }
  }

  private String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
