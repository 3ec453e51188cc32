package dev.aria.trials.study;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import dev.aria.emoji.demo.AllocationOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads an entry of {@code contenders} in a study file. */
final class ContenderSection {
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "about",
          "policy",
          "paths",
          "scope",
          "signal",
          "objective",
          "weights",
          "settings",
          "swept");
  private static final List<String> OF_THE_STUDY =
      List.of(
          "aria.run.name",
          "aria.run.corpus",
          "aria.run.seed",
          "aria.run.steps",
          "aria.run.teacher",
          "aria.run.experts",
          "aria.run.paired-set",
          "aria.run.regions");

  private static final String MEAN_OF = "mean-of ";

  private final double paths;
  private final Map<String, String> common;

  /**
   * @param paths part of path draws of a contender that says none
   * @param common settings of every contender by full key; its own win
   */
  ContenderSection(double paths, Map<String, String> common) {
    this.paths = paths;
    this.common = Map.copyOf(common);
  }

  StudyContender read(Config entry) {
    try {
      return contender(entry);
    } catch (IllegalArgumentException mistake) {
      throw new IllegalArgumentException(
          "contender '%s': %s".formatted(text(entry, "name", "?"), mistake.getMessage()), mistake);
    }
  }

  private StudyContender contender(Config entry) {
    StudyKeys.check("contenders.", entry.root().keySet(), KEYS);
    AllocationOptions usual =
        AllocationOptions.by(
            text(entry, "policy", "natural"),
            entry.hasPath("paths") ? entry.getDouble("paths") : paths);
    return new StudyContender(
        entry.getString("name"),
        entry.getString("about"),
        new AllocationOptions(
            usual.policy(),
            text(entry, "scope", usual.scope()),
            text(entry, "objective", usual.objective()),
            text(entry, "signal", usual.signal()),
            usual.paths()),
        rule(text(entry, "weights", "policy")),
        settings(entry));
  }

  private static String text(Config entry, String key, String otherwise) {
    return entry.hasPath(key) ? entry.getString(key) : otherwise;
  }

  private static WeightRule rule(String word) {
    if (word.startsWith(MEAN_OF)) {
      return new WeightRule.MeanOf(word.substring(MEAN_OF.length()).strip());
    }
    return switch (word) {
      case "policy" -> new WeightRule.Policy();
      case "gap" -> new WeightRule.Gap();
      case "oracle" -> new WeightRule.Oracle();
      default ->
          throw new IllegalArgumentException(
              "weights is '%s', must be policy, gap, oracle or mean-of NAME".formatted(word));
    };
  }

  private Map<String, String> settings(Config entry) {
    Map<String, String> all = new TreeMap<>(common);
    if (entry.hasPath("settings")) {
      Map<String, String> own = settings(entry.getObject("settings"));
      own.keySet().forEach(ContenderSection::checkOwn);
      all.putAll(own);
    }
    return all;
  }

  /** The study sets these for all contenders alike. */
  private static void checkOwn(String key) {
    if (OF_THE_STUDY.stream().anyMatch(key::startsWith)) {
      throw new IllegalArgumentException(
          "its settings hold %s, which all contenders of a study share; change the study instead"
              .formatted(key));
    }
  }

  /** The settings of a section {@code settings}, by full key. */
  static Map<String, String> settings(ConfigObject section) {
    return section.toConfig().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, setting -> String.valueOf(setting.getValue().unwrapped())));
  }
}
