package dev.aria.data.item;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads captions out of the forms in which sources hold them. */
public final class Captions {
  /** Field or column that names the teacher of an item. */
  public static final String TEACHER = "teacher";

  private Captions() {}

  /** {@code text} alone, or none when it is blank. */
  public static List<Caption> of(String text) {
    return text.isBlank() ? List.of() : List.of(new Caption(text.strip(), 1));
  }

  /** {@code texts} with equal probabilities, blank ones left out. */
  public static List<Caption> of(List<String> texts) {
    return texts.stream().flatMap(text -> of(text).stream()).toList();
  }

  /**
   * The caption in a text file. Line breaks within it become spaces.
   *
   * @throws IllegalArgumentException when it is not UTF-8
   */
  public static List<Caption> ofText(byte[] utf8) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      return of(text.replaceAll("\\s*\\R\\s*", " "));
    } catch (CharacterCodingException damage) {
      throw new IllegalArgumentException("the caption is not UTF-8", damage);
    }
  }

  /**
   * Captions of a JSON value: a text, or a list of texts.
   *
   * @param probabilities a list of as many numbers, or null or missing for equal ones
   * @throws IllegalArgumentException when value or probabilities are of another kind
   */
  public static List<Caption> of(JsonNode value, JsonNode probabilities) {
    if (value.isNull() || value.isMissingNode()) {
      return List.of();
    }
    if (value.isTextual()) {
      return of(value.asText());
    }
    if (!value.isArray()) {
      throw new IllegalArgumentException(
          "the caption is %s, must be a text or a list of texts".formatted(brief(value)));
    }
    boolean weighted = probabilities.isArray();
    if (weighted && probabilities.size() != value.size()) {
      throw new IllegalArgumentException(
          "%d captions have %d probabilities".formatted(value.size(), probabilities.size()));
    }
    List<Caption> captions = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      double probability = weighted ? probabilities.get(i).asDouble() : 1;
      if (!value.get(i).isTextual()) {
        throw new IllegalArgumentException("a caption is %s".formatted(brief(value.get(i))));
      }
      if (!value.get(i).asText().isBlank() && probability != 0) {
        captions.add(new Caption(value.get(i).asText().strip(), probability));
      }
    }
    return captions;
  }

  /** {@code captions} as {@code teacher} answers for all of them. */
  public static List<Caption> by(Optional<String> teacher, List<Caption> captions) {
    Optional<String> name = teacher.map(String::strip).filter(tag -> !tag.isEmpty());
    return captions.stream()
        .map(caption -> new Caption(caption.text(), caption.probability(), name))
        .toList();
  }

  /**
   * The teacher that an item's JSON object names, in its field {@value #TEACHER}.
   *
   * @param captionField field that holds the caption, which names no teacher
   * @throws IllegalArgumentException when the field is no text
   */
  public static Optional<String> teacher(JsonNode item, String captionField) {
    if (captionField.equals(TEACHER)) {
      return Optional.empty();
    }
    JsonNode value = item.path(TEACHER);
    if (!(value.isMissingNode() || value.isNull() || value.isTextual())) {
      throw new IllegalArgumentException(
          "the field '%s' is %s, must be a text".formatted(TEACHER, brief(value)));
    }
    return Optional.ofNullable(value.textValue());
  }

  private static String brief(JsonNode value) {
    String text = value.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
