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
      case FilmMlp.FAMILY -> FilmMlp.describedBy(model);
      case Unet.FAMILY -> families.unet(model);
      default ->
          throw new IllegalArgumentException(
              "a model of family %s cannot be made from weights alone; take its .pt file"
                  .formatted(model.family()));
    };
  }

  private Architecture unet(ModelDescriptor model) {
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
