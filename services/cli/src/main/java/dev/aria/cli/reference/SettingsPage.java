package dev.aria.cli.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code docs/reference/settings.md}: every key under {@code aria}, from the reference.conf files.
 */
final class SettingsPage {
  /**
   * In a jar of ours, or in what a module of ours was compiled to: libraries have such files too.
   */
  private static final Pattern OURS =
      Pattern.compile(
          ".*/aria-[^/]+\\.jar!/reference\\.conf|.*/services/[^/]+/target/classes/reference\\.conf");

  /** Where Pekko's dispatchers and the like stand: not for operators. */
  private static final List<String> INTERNAL = List.of("aria.pinned");

  private SettingsPage() {}

  static String text() {
    List<String> lines = new ArrayList<>();
    lines.add("# Settings");
    lines.add("");
    lines.add(
        "This page is generated from the `reference.conf` files: `./aria reference docs/reference`.");
    lines.add("");
    lines.add(
        "Settings are HOCON. Later sources win: the defaults below, the file of `--config` or `ARIA_CONFIG`, `-Daria.key=value`, then the environment variable.");
    lines.add("An unknown key under `aria` stops the start.");
    Map<String, String> comments = new LinkedHashMap<>();
    Map<String, List<DeclaredSetting>> sections = new LinkedHashMap<>();
    for (ReferenceConf file : files()) {
      file.sections().forEach(comments::putIfAbsent);
      for (DeclaredSetting setting : file.settings()) {
        if (isPublic(setting.section())) {
          sections.computeIfAbsent(setting.section(), section -> new ArrayList<>()).add(setting);
        }
      }
    }
    sections.forEach(
        (section, settings) -> {
          lines.addAll(List.of("", "## " + section, ""));
          String comment = comments.getOrDefault(section, "");
          if (!comment.isBlank()) {
            lines.addAll(List.of(comment, ""));
          }
          lines.addAll(List.of("| key | default | variable | meaning |", "|---|---|---|---|"));
          settings.forEach(setting -> lines.add(row(setting)));
        });
    return String.join("\n", lines) + "\n";
  }

  /** All of them on the class path, the one that every service reads first. */
  static List<ReferenceConf> files() {
    try {
      List<URL> found =
          Collections.list(SettingsPage.class.getClassLoader().getResources("reference.conf"));
      return found.stream()
          .filter(url -> OURS.matcher(url.toString()).matches())
          .map(ReferenceConf::read)
          .filter(file -> file.settings().stream().anyMatch(each -> isPublic(each.section())))
          .sorted(Comparator.comparing(SettingsPage::name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the reference.conf files", e);
    }
  }

  /** aria.run comes first, then services by name. */
  private static String name(ReferenceConf file) {
    String section = file.settings().get(0).section();
    return section.startsWith("aria.run") ? "" : section;
  }

  private static boolean isPublic(String section) {
    return section.startsWith("aria.") && !INTERNAL.contains(section);
  }

  private static String row(DeclaredSetting setting) {
    return "| "
        + String.join(
            " | ", setting.cells().stream().map(cell -> cell.replace("|", "\\|")).toList())
        + " |";
  }
}
