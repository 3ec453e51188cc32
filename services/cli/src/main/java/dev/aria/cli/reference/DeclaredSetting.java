package dev.aria.cli.reference;

import java.util.List;

/**
 * One setting, as a {@code reference.conf} declares it.
 *
 * @param section path of the section around it, such as {@code aria.run.regions}
 * @param key its last element
 * @param value its default, as written
 * @param variable the environment variable that sets it; blank where none does
 * @param meaning the comment above it, in one line
 */
record DeclaredSetting(String section, String key, String value, String variable, String meaning) {
  String path() {
    return section + "." + key;
  }

  List<String> cells() {
    return List.of(code(key), value.isBlank() ? "" : code(value), code(variable), meaning);
  }

  private static String code(String text) {
    return text.isBlank() ? "" : "`" + text + "`";
  }
}
