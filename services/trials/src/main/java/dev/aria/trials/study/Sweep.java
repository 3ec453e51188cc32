package dev.aria.trials.study;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings that are tried at several values each: every combination of them for every contender
 * whose {@code swept} is true.
 */
final class Sweep {
  private final Map<String, List<String>> values;

  private Sweep(Map<String, List<String>> values) {
    this.values = values;
  }

  /** The section {@code sweep}: a list of values by full key of a setting. */
  static Sweep of(ConfigObject section) {
    Map<String, List<String>> values = new TreeMap<>();
    section
        .toConfig()
        .entrySet()
        .forEach(
            entry -> values.put(entry.getKey(), section.toConfig().getStringList(entry.getKey())));
    return new Sweep(values);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /**
   * {@code contender} at every combination; itself when it is not swept.
   *
   * @param entry of it in the study file
   */
  List<StudyContender> of(StudyContender contender, Config entry) {
    boolean swept = entry.hasPath("swept") && entry.getBoolean("swept");
    List<StudyContender> found = List.of(contender);
    if (swept) {
      for (Map.Entry<String, List<String>> setting : values.entrySet()) {
        found = at(found, setting.getKey(), setting.getValue());
      }
    }
    return found;
  }

  private static List<StudyContender> at(
      List<StudyContender> contenders, String key, List<String> values) {
    List<StudyContender> found = new ArrayList<>();
    for (StudyContender contender : contenders) {
      for (String value : values) {
        String name = contender.name() + "-" + value.replaceAll("[^a-z0-9]", "-");
        found.add(contender.with(name, key, value));
      }
    }
    return found;
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
