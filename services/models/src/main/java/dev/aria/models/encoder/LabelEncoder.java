package dev.aria.models.encoder;

import java.util.HashMap;
import java.util.Map;

/** A label, or a class's number, as the index that a class-conditional model reads. */
final class LabelEncoder implements ConditionEncoder {
  private final Conditioning.Labels classes;
  private final Map<String, Integer> byLabel = new HashMap<>();

  LabelEncoder(Conditioning.Labels classes) {
    this.classes = classes;
    for (int i = 0; i < classes.labels().size(); i++) {
      byLabel.putIfAbsent(classes.labels().get(i), i);
    }
  }

  @Override
  public int dimension() {
    return 1;
  }

  @Override
  public String digest() {
    return classes.digest();
  }

  @Override
  public float[] encode(String text) {
    Integer known = byLabel.get(text);
    return new float[] {known == null ? number(text) : known};
  }

  private int number(String text) {
    if (text.matches("\\d{1,8}") && Integer.parseInt(text) < classes.classes()) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException(
        "'%s' is none of the model's classes: a number in [0, %d)%s"
            .formatted(
                text,
                classes.classes(),
                classes.labels().isEmpty()
                    ? ""
                    : ", or a label such as '%s'".formatted(classes.labels().get(0))));
  }

  @Override
  public void close() {}
}
