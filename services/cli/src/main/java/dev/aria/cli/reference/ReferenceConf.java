package dev.aria.cli.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of a {@code reference.conf} with their comments and in their order, both of which a
 * HOCON parser drops where a key is declared twice (default and variable). It reads the form that
 * the project's own files have: a comment above each key, one key or section a line.
 */
final class ReferenceConf {
  private static final Pattern OPENED = Pattern.compile("([\\w.-]+)\\s*\\{");
  private static final Pattern EMPTY = Pattern.compile("([\\w.-]+)\\s*\\{\\s*}");
  private static final Pattern VARIABLE = Pattern.compile("([\\w.-]+)\\s*=\\s*\\$\\{\\?(\\w+)}");
  private static final Pattern DEFAULT = Pattern.compile("([\\w.-]+)\\s*=\\s*(.*)");

  private final Deque<String> path = new ArrayDeque<>();
  private final Map<String, DeclaredSetting> settings = new LinkedHashMap<>();
  private final Map<String, String> sections = new LinkedHashMap<>();
  private final List<String> comment = new ArrayList<>();

  private ReferenceConf() {}

  static ReferenceConf read(URL file) {
    ReferenceConf read = new ReferenceConf();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
      lines.lines().map(String::strip).forEach(read::take);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return read;
  }

  /** In the order of the file. */
  List<DeclaredSetting> settings() {
    return List.copyOf(settings.values());
  }

  /** Comments of sections, by path. */
  Map<String, String> sections() {
    return Map.copyOf(sections);
  }

  private void take(String line) {
    if (line.startsWith("#")) {
      comment.add(line.substring(1).strip());
      return;
    }
    if (!line.isEmpty()) {
      declare(line);
    }
    comment.clear();
  }

  private void declare(String line) {
    Matcher opened = OPENED.matcher(line);
    Matcher empty = EMPTY.matcher(line);
    Matcher variable = VARIABLE.matcher(line);
    Matcher value = DEFAULT.matcher(line);
    if (line.equals("}")) {
      path.removeLast();
    } else if (opened.matches()) {
      path.addLast(opened.group(1));
      sections.put(section(), String.join(" ", comment));
    } else if (empty.matches()) {
      put(new DeclaredSetting(section(), empty.group(1), "{}", "", String.join(" ", comment)));
    } else if (variable.matches()) {
      settings.computeIfPresent(
          section() + "." + variable.group(1), (key, known) -> with(known, variable.group(2)));
    } else if (value.matches()) {
      put(
          new DeclaredSetting(
              section(), value.group(1), value.group(2), "", String.join(" ", comment)));
    }
  }

  private void put(DeclaredSetting setting) {
    settings.put(setting.path(), setting);
  }

  private String section() {
    return String.join(".", path);
  }

  private static DeclaredSetting with(DeclaredSetting known, String variable) {
    return new DeclaredSetting(
        known.section(), known.key(), known.value(), variable, known.meaning());
  }
}
