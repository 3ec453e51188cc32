package dev.aria.architecture;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Environment variables that {@code docs/reference/settings.md} lists. */
record SettingsVariables(Set<String> names) {
  private static final Pattern VARIABLE = Pattern.compile("`(ARIA_[A-Z0-9_]+)`");

  static SettingsVariables of(SourceTree tree) {
    String page = SourceTree.text(tree.root().resolve("docs/reference/settings.md"));
    return new SettingsVariables(
        VARIABLE
            .matcher(page)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether {@code variable} is one of ARIA's that no setting has. */
  boolean isUnknown(String variable) {
    return variable.startsWith("ARIA_") && !names.contains(variable);
  }
}
