package dev.aria.runtime.settings;

import dev.aria.core.record.TeacherTag;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Models by name, as a setting writes them: {@code cats = models/cats, dogs = models/dogs}. */
final class NamedPaths {
  private static final int MOST = 255;

  private NamedPaths() {}

  /**
   * What {@code text} says; blank text says nothing.
   *
   * @throws IllegalArgumentException when an entry is no name and path, or names one twice
   */
  static SortedMap<String, Path> of(String key, String text) {
    List<String> entries =
        Arrays.stream(text.split(",", -1)).map(String::strip).filter(e -> !e.isEmpty()).toList();
    SortedMap<String, Path> paths = new TreeMap<>();
    for (String entry : entries) {
      int equals = entry.indexOf('=');
      String path = entry.substring(equals + 1).strip();
      if (equals < 0 || path.isEmpty()) {
        throw new IllegalArgumentException(
            "%s holds '%s', must hold NAME = PATH, separated by commas".formatted(key, entry));
      }
      String name = entry.substring(0, equals).strip();
      if (paths.put(name, Path.of(path)) != null) {
        throw new IllegalArgumentException("%s names '%s' twice".formatted(key, name));
      }
    }
    return paths;
  }

  /**
   * A copy of {@code paths} that nobody can change.
   *
   * @throws IllegalArgumentException when there are too many, or one has a name that none can have
   */
  static SortedMap<String, Path> checked(String key, Map<String, Path> paths) {
    for (String name : paths.keySet()) {
      TeacherTag.check("a name in " + key, name);
      if (name.equals(TeacherTag.OWN)) {
        throw new IllegalArgumentException(
            "%s names '%s', which is the run's own teacher (aria.run.teacher); choose another name"
                .formatted(key, name));
      }
    }
    Bounds.within("number of models in " + key, paths.size(), 0, MOST);
    return Collections.unmodifiableSortedMap(new TreeMap<>(paths));
  }
}
