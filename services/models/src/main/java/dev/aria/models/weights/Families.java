package dev.aria.models.weights;

import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.Architecture;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.unet.Unet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The architecture that a descriptor tells of, for the families that Java writes itself. */
final class Families {
  private final Map<String, String> settings;

  private Families(Map<String, String> settings) {
    this.settings = settings;
  }

  /**
   * The architecture of {@code model}.
   *
   * @throws IllegalArgumentException when the family is not ours or a setting is missing or bad
   */
  static Architecture of(ModelDescriptor model) {
    Families families = new Families(model.architecture());
    return switch (model.family()) {
      case FilmMlp.FAMILY -> families.film(FilmMlp.describedBy(model), model);
      case Unet.FAMILY -> families.unet(model);
      default ->
          throw new IllegalArgumentException(
              "a model of family %s cannot be made from weights alone; take its .pt file"
                  .formatted(model.family()));
    };
  }

  private Architecture film(FilmMlp shape, ModelDescriptor model) {
    double width = shape.width();
    fits(model, 2 * width * width * shape.blocks());
    fits(model, width * shape.latentDim());
    fits(model, (double) shape.embeddingDim() * shape.conditionDim());
    fits(model, width * shape.embeddingDim());
    return shape;
  }

  /** A network is laid out in memory, so what it takes at least is held against its parameters. */
  private static void fits(ModelDescriptor model, double least) {
    if (least > model.parameters()) {
      throw new IllegalArgumentException(
          "an architecture of at least %.0f parameters where the descriptor of %s tells of %d"
              .formatted(least, model.name(), model.parameters()));
    }
  }

  private Architecture unet(ModelDescriptor model) {
    if (model.sampleShape().size() != 3) {
      throw new IllegalArgumentException(
          "a U-Net's samples have shape (C, H, W), got " + model.sampleShape());
    }
    Unet shape = described(model);
    double width = shape.width();
    for (int multiplier : shape.multipliers()) {
      fits(model, 9 * width * multiplier * width * multiplier * shape.blocks());
    }
    fits(model, width * shape.conditionTokens());
    fits(model, width * shape.conditionShape().get(shape.conditionShape().size() - 1));
    return shape;
  }

  private Unet described(ModelDescriptor model) {
    return new Unet(
        model.sampleShape().get(0),
        model.sampleShape().get(1),
        number("width"),
        numbers("multipliers"),
        number("blocks"),
        Set.copyOf(numbers("attentionLevels")),
        model.conditionShape(),
        number("conditionTokens"));
  }

  private int number(String name) {
    return Integer.parseInt(text(name));
  }

  private List<Integer> numbers(String name) {
    return Arrays.stream(text(name).split(",", -1))
        .filter(item -> !item.isEmpty())
        .map(Integer::valueOf)
        .toList();
  }

  private String text(String name) {
    String value = settings.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the descriptor lacks the architecture setting " + name);
    }
    return value;
  }
}
