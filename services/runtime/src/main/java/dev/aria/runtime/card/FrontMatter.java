package dev.aria.runtime.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/**
 * YAML at the beginning of a Markdown file. Values are written as JSON, of which YAML 1.2 is a
 * superset: no text can be taken for a number, a date or a comment.
 */
final class FrontMatter {
  /** Line before and behind. */
  static final String FENCE = "---\n";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final StringBuilder yaml = new StringBuilder(FENCE);

  /** Adds {@code value} under {@code key}; nothing when it is empty. */
  FrontMatter text(String key, String value) {
    return value.isEmpty() ? this : line(key, value);
  }

  /** Adds a list; nothing when it is empty. */
  FrontMatter list(String key, List<String> values) {
    if (!values.isEmpty()) {
      yaml.append(key).append(":\n");
      values.forEach(value -> yaml.append("  - ").append(json(value)).append('\n'));
    }
    return this;
  }

  /** Adds a map, on one line. */
  FrontMatter map(String key, Map<String, ?> values) {
    return line(key, values);
  }

  private FrontMatter line(String key, Object value) {
    yaml.append(key).append(": ").append(json(value)).append('\n');
    return this;
  }

  private static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON for " + value.getClass(), e);
    }
  }

  @Override
  public String toString() {
    return yaml + FENCE;
  }
}
