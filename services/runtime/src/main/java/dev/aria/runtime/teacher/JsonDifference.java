package dev.aria.runtime.teacher;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The first place where two JSON values differ, in the order of the fields' names.
 *
 * @param field path of it, such as {@code diffusion.schedule.timesteps}
 * @param first what the first has there, as JSON cut short; {@code nothing} when it has nothing
 * @param second what the second has there
 */
record JsonDifference(String field, String first, String second) {
  private static final int SHOWN = 120;

  /**
   * The difference of two values; empty when they are equal.
   *
   * @param field where they stand, as a JSON pointer
   */
  static Optional<JsonDifference> between(String field, JsonNode first, JsonNode second) {
    if (first.equals(JsonDifference::compared, second)) {
      return Optional.empty();
    }
    if (first.isObject() && second.isObject()) {
      TreeSet<String> names = new TreeSet<>();
      first.fieldNames().forEachRemaining(names::add);
      second.fieldNames().forEachRemaining(names::add);
      return names.stream()
          .flatMap(
              name -> between(field + "/" + name, first.path(name), second.path(name)).stream())
          .findFirst();
    }
    return Optional.of(
        new JsonDifference(field.substring(1).replace('/', '.'), shown(first), shown(second)));
  }

  /** Numbers by their value: a descriptor may say 1 or 1.0. */
  private static int compared(JsonNode first, JsonNode second) {
    boolean same =
        (first.isNumber() && second.isNumber())
            ? first.decimalValue().compareTo(second.decimalValue()) == 0
            : first.equals(second);
    return same ? 0 : 1;
  }

  private static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "nothing" : value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
