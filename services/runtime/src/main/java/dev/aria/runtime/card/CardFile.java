package dev.aria.runtime.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.aria.core.file.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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

  /** Whether the card here is of the very student {@code model}. */
  public boolean isOf(CardModel model) {
    return model.sha256().equals(told("sha256").map(JsonNode::asText).orElse(""));
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
    return told(field).stream()
        .filter(JsonNode::canConvertToLong)
        .mapToLong(JsonNode::asLong)
        .findFirst();
  }

  /** What the front matter tells of the run under {@code field}. */
  private Optional<JsonNode> told(String field) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String key = ModelCard.RUN + ": ";
    return text()
        .lines()
        .filter(line -> line.startsWith(key))
        .map(line -> parsed(line.substring(key.length())).path(field))
        .findFirst();
  }

  private static JsonNode parsed(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException edited) { // by hand: it tells nothing any more
      return MissingNode.getInstance();
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
