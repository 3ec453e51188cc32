package dev.aria.runtime.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Keys under {@code aria} that the {@code reference.conf} files on the class path declare. */
final class KnownKeys {
  private static final String ROOT = "aria";

  /** Keys below these are somebody else's. */
  private static final Set<String> OPEN = Set.of("aria.kafka.client");

  /** Sections that one settings file may hold for all, though only one service knows each. */
  private static final List<String> SERVICES =
      List.of("prompt-streamer", "teacher-pool", "student-trainer");

  private final NavigableSet<String> keys;

  private KnownKeys(NavigableSet<String> keys) {
    this.keys = keys;
  }

  static KnownKeys of(Config reference) {
    NavigableSet<String> keys = new TreeSet<>();
    collect(List.of(ROOT), reference.root().get(ROOT), keys);
    return new KnownKeys(keys);
  }

  NavigableSet<String> keys() {
    return keys;
  }

  /** Refuses a key that nobody declares, and names the nearest that somebody does. */
  void check(Config given) {
    NavigableSet<String> found = new TreeSet<>();
    collect(List.of(ROOT), given.root().get(ROOT), found);
    for (String key : found) {
      if (!keys.contains(key) && !isOpen(key) && !isAnothersSection(key)) {
        throw new IllegalArgumentException(
            "unknown setting '%s'; did you mean '%s'?".formatted(key, nearest(key)));
      }
    }
  }

  /** Values of the variables that stand for known keys: ARIA_RUN_NAME for aria.run.name. */
  Map<String, String> fromEnvironment(Map<String, String> environment) {
    Map<String, String> values = new HashMap<>();
    for (String key : keys) {
      String value = environment.get(variable(key));
      if (value != null) {
        values.put(key, value);
      }
    }
    return values;
  }

  static String variable(String key) {
    return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static void collect(List<String> path, @Nullable ConfigValue value, Set<String> keys) {
    if (value instanceof ConfigObject object && !object.isEmpty()) {
      object.forEach(
          (name, child) -> {
            List<String> deeper = new ArrayList<>(path);
            deeper.add(name);
            collect(deeper, child, keys);
          });
    } else if (value != null) {
      keys.add(String.join(".", path));
    }
  }

  private static boolean isOpen(String key) {
    return OPEN.stream().anyMatch(open -> key.startsWith(open + "."));
  }

  private boolean isAnothersSection(String key) {
    return SERVICES.stream()
        .map(service -> "aria." + service + ".")
        .anyMatch(section -> key.startsWith(section) && !isDeclared(section));
  }

  private boolean isDeclared(String section) {
    String next = keys.ceiling(section);
    return next != null && next.startsWith(section);
  }

  private String nearest(String key) {
    return keys.stream()
        .min(Comparator.comparingInt(known -> distance(key, known)))
        .orElse("nothing");
  }

  /** Edits (insert, delete, replace a character) that turn one into the other; Levenshtein. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
