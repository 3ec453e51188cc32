package dev.aria.runtime.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a card tells of a model, by its descriptor.
 *
 * @param name of the model
 * @param family {@code film-mlp}, {@code unet} or {@code torchscript}
 * @param type class of the network where it came from; empty when it was made here
 * @param parameters number of trainable values
 * @param sampleShape extents of one sample: (C, H, W) or (D)
 * @param conditionShape extents of one condition as the network reads it
 * @param conditions {@code text}, {@code class}, {@code vector} or {@code minilm}
 * @param prediction {@code EPSILON}, {@code V} or {@code FLOW}
 * @param timesteps T
 * @param sha256 of the TorchScript file, lower-case hexadecimal
 */
public record CardModel(
    String name,
    String family,
    String type,
    long parameters,
    List<Integer> sampleShape,
    List<Integer> conditionShape,
    String conditions,
    String prediction,
    int timesteps,
    String sha256) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> OF_TEXTS = Set.of("text", "minilm");

  public CardModel {
    sampleShape = List.copyOf(sampleShape);
    conditionShape = List.copyOf(conditionShape);
  }

  /**
   * Reads {@code descriptor}.
   *
   * @throws IllegalArgumentException when it cannot be read; the message names the file
   */
  public static CardModel read(Path descriptor) {
    try {
      return of(MAPPER.readTree(descriptor.toFile()));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "model descriptor %s cannot be read: %s".formatted(descriptor, e.getMessage()), e);
    }
  }

  /**
   * The model that {@code descriptor} describes, as JSON.
   *
   * @throws IllegalArgumentException when it is no JSON
   */
  public static CardModel parse(String descriptor) {
    try {
      return of(MAPPER.readTree(descriptor));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "a model descriptor cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  private static CardModel of(JsonNode model) {
    JsonNode diffusion = model.path("diffusion");
    JsonNode conditioning = diffusion.path("conditioning");
    JsonNode encoded = conditioning.path("encodedShape");
    return new CardModel(
        model.path("name").asText(),
        model.path("family").asText(),
        model.path("architecture").path("class").asText(),
        model.path("parameters").asLong(),
        numbers(model.path("sampleShape")),
        numbers(encoded.isArray() ? encoded : model.path("conditionShape")),
        conditioning.path("kind").asText(),
        diffusion.path("prediction").asText(),
        diffusion.path("schedule").path("timesteps").asInt(),
        model.path("sha256").asText());
  }

  /** Whether it draws what a text says. */
  boolean isOfTexts() {
    return OF_TEXTS.contains(conditions);
  }

  private static List<Integer> numbers(JsonNode array) {
    List<Integer> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.asInt()));
    return numbers;
  }
}
