package dev.aria.trials.study;

import dev.aria.emoji.demo.DemoRun;
import dev.aria.emoji.demo.DemoSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.settings.SettingsRefused;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Settings of the runs of a study.
 *
 * @param study whose runs
 */
record StudySettings(Study study) {
  private static final Path NOWHERE = Path.of("");

  /** What a run of {@code contender} chooses of the built-in problem. */
  DemoSettings demo(StudyContender contender, long seed, Path data) {
    return new DemoSettings(
        data,
        study.schedule().steps(),
        contender.allocation(),
        seed,
        study.problem().fromScratch());
  }

  /** Those of the run that {@code files} belong to. */
  Settings of(DemoRun files, StudyContender contender) {
    return loaded(Stream.of("--config", files.files().settings().toString()), contender, Map.of());
  }

  /**
   * Those that a run of {@code contender} would have, whose files are nowhere.
   *
   * @throws IllegalArgumentException when they cannot be; the message names the contender
   */
  Settings ofNoRun(StudyContender contender, long seed) {
    return loaded(
        Stream.of(),
        contender,
        demo(contender, seed, NOWHERE).of("study", NOWHERE, NOWHERE, NOWHERE, NOWHERE));
  }

  private static Settings loaded(
      Stream<String> first, StudyContender contender, Map<String, Object> usual) {
    Stream<String> own = Stream.of(usual, contender.settings()).flatMap(StudySettings::arguments);
    List<String> arguments = Stream.concat(first, own).toList();
    try {
      return Settings.load(arguments.toArray(String[]::new));
    } catch (SettingsRefused mistake) {
      throw new IllegalArgumentException(
          "contender '%s': %s".formatted(contender.name(), mistake.getMessage()), mistake);
    }
  }

  private static Stream<String> arguments(Map<String, ?> settings) {
    return settings.entrySet().stream()
        .map(setting -> "-D%s=%s".formatted(setting.getKey(), setting.getValue()));
  }
}
