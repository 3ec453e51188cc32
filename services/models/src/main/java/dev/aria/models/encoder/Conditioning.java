package dev.aria.models.encoder;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aria.core.digest.Sha256;
import dev.aria.models.json.StrictJson;
import java.util.List;
import java.util.Optional;

/**
 * What a model's conditions are and how they are made of prompts. A condition travels, in draws,
 * pages of the corpus and paired sets, in a form that may be smaller than what the network reads:
 * token ids, which a frozen text encoder turns into states where they are used.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Conditioning.Text.class, name = "text"),
  @JsonSubTypes.Type(value = Conditioning.Labels.class, name = "class"),
  @JsonSubTypes.Type(value = Conditioning.Vector.class, name = "vector"),
  @JsonSubTypes.Type(value = Conditioning.MiniLm.class, name = "minilm")
})
public sealed interface Conditioning {
  /** Numbers up to this are exact as float32, which is how conditions travel. */
  int MOST_IDS = 1 << 24;

  /**
   * What {@code json}, the field {@code diffusion.conditioning} of a descriptor, says.
   *
   * @throws IllegalArgumentException when a field is missing, unknown or out of its bounds
   */
  static Conditioning read(String json) {
    return StrictJson.read(json, Conditioning.class);
  }

  /** Shape of one condition as it travels; empty where it is what the network reads. */
  Optional<List<Integer>> travellingShape();

  /** The null condition of classifier-free guidance as it travels; empty stands for zeros. */
  List<Integer> nullCondition();

  /** Lower-case hex SHA-256 over all that decides the conditions; empty when nothing does. */
  default String digest() {
    return Sha256.of(StrictJson.canonical(this));
  }

  /**
   * One of a text encoder's tokenizers.
   *
   * @param file in the format of Hugging Face's tokenizers
   * @param sha256 digest that it must have
   * @param length L: ids of one text, longer ones are cut, shorter ones padded
   * @param padding id that pads at the end
   */
  record Tokenizer(String file, String sha256, int length, int padding) {
    private static final int MOST_TOKENS = 8_192;

    public Tokenizer {
      new ModelPart(file, sha256);
      if (length < 2 || length > MOST_TOKENS) {
        throw new IllegalArgumentException(
            "length of tokenizer %s must be in [2, %d], got %d"
                .formatted(file, MOST_TOKENS, length));
      }
      checkId("padding of tokenizer " + file, padding);
    }
  }

  /**
   * Texts as token ids, read by a frozen text encoder.
   *
   * @param tokenizers at least one; the ids of several stand one after another
   * @param encoder TorchScript: {@code forward(ids (N, L) int64) -> (N, encodedShape) float32}
   * @param encodedShape what the network reads of one text
   * @param nullCondition ids of the null text, as many as a text has
   */
  record Text(
      List<Tokenizer> tokenizers,
      ModelPart encoder,
      List<Integer> encodedShape,
      List<Integer> nullCondition)
      implements Conditioning {
    public Text {
      tokenizers = List.copyOf(tokenizers);
      encodedShape = List.copyOf(encodedShape);
      nullCondition = List.copyOf(nullCondition);
      if (tokenizers.isEmpty()) {
        throw new IllegalArgumentException("text conditions need at least one tokenizer");
      }
      if (encodedShape.isEmpty() || encodedShape.stream().anyMatch(extent -> extent < 1)) {
        throw new IllegalArgumentException(
            "encodedShape must hold positive extents, got " + encodedShape);
      }
      nullCondition.forEach(id -> checkId("an id of nullCondition", id));
      int length = tokenizers.stream().mapToInt(Tokenizer::length).sum();
      if (nullCondition.size() != length) {
        throw new IllegalArgumentException(
            "nullCondition must hold %d ids, as a text does, got %d"
                .formatted(length, nullCondition.size()));
      }
    }

    @Override
    public Optional<List<Integer>> travellingShape() {
      return Optional.of(List.of(nullCondition.size()));
    }
  }

  /**
   * One of a number of classes; the network reads its index.
   *
   * @param classes number of classes, the null class not counted
   * @param labels a name for each class, or none at all
   * @param nullCondition index of the null class, one number
   */
  record Labels(int classes, List<String> labels, List<Integer> nullCondition)
      implements Conditioning {
    public Labels {
      labels = List.copyOf(labels);
      nullCondition = List.copyOf(nullCondition);
      if (classes < 1 || classes >= MOST_IDS) {
        throw new IllegalArgumentException(
            "classes must be in [1, %d), got %d".formatted(MOST_IDS, classes));
      }
      if (!labels.isEmpty() && labels.size() != classes) {
        throw new IllegalArgumentException(
            "labels must name all %d classes or none, got %d".formatted(classes, labels.size()));
      }
      if (nullCondition.size() != 1) {
        throw new IllegalArgumentException(
            "nullCondition of classes must be one index, got " + nullCondition);
      }
      checkId("nullCondition", nullCondition.get(0));
    }

    @Override
    public Optional<List<Integer>> travellingShape() {
      return Optional.of(List.of(1));
    }
  }

  /**
   * Vectors that were made elsewhere.
   *
   * @param nullCondition whole numbers, or empty for zeros
   */
  record Vector(List<Integer> nullCondition) implements Conditioning {
    public Vector {
      nullCondition = List.copyOf(nullCondition);
    }

    @Override
    public Optional<List<Integer>> travellingShape() {
      return Optional.empty();
    }
  }

  /**
   * Sentence embeddings of the built-in encoder; zeros are the null condition.
   *
   * @param digest of that encoder when the model was trained, or empty
   */
  record MiniLm(String digest) implements Conditioning {
    @Override
    public Optional<List<Integer>> travellingShape() {
      return Optional.empty();
    }

    @Override
    public List<Integer> nullCondition() {
      return List.of();
    }
  }

  private static void checkId(String what, int id) {
    if (id < 0 || id >= MOST_IDS) {
      throw new IllegalArgumentException(
          "%s must be in [0, %d), got %d".formatted(what, MOST_IDS, id));
    }
  }
}
