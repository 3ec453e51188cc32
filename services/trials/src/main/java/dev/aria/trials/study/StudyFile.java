package dev.aria.trials.study;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import dev.aria.trials.study.Study.Roles;
import dev.aria.trials.study.Study.Schedule;
import dev.aria.trials.study.data.StudyMeasure;
import dev.aria.trials.study.report.Aim;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads studies from HOCON: a file, or one of those that come with ARIA. The comments of {@code
 * studies/defaults.conf} say what each key is.
 */
public final class StudyFile {
  private static final String SUFFIX = ".conf";
  private static final Config DEFAULTS = resource("studies/defaults.conf").orElseThrow();

  private StudyFile() {}

  /**
   * The study in the file {@code nameOrFile}, or the one of that name that comes with ARIA.
   *
   * @throws IllegalArgumentException when there is neither, or something in it cannot be; the
   *     message names the file, the key and the value
   */
  public static Study read(String nameOrFile) {
    Path file = Path.of(nameOrFile);
    boolean ours = !Files.isRegularFile(file);
    Config text =
        ours
            ? resource("studies/" + nameOrFile + SUFFIX).orElseThrow(() -> unknown(nameOrFile))
            : parsed(file);
    String name = String.valueOf(file.getFileName()).replace(SUFFIX, "");
    try {
      return study(name, text);
    } catch (ConfigException | IllegalArgumentException mistake) {
      throw new IllegalArgumentException(
          "study '%s': %s".formatted(nameOrFile, mistake.getMessage()), mistake);
    }
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "there is no file '%s', and no study of that name; known: %s"
            .formatted(name, String.join(", ", BuiltInStudies.NAMES)));
  }

  private static Optional<Config> resource(String path) {
    ConfigParseOptions strict = ConfigParseOptions.defaults().setAllowMissing(false);
    return StudyFile.class.getClassLoader().getResource(path) == null
        ? Optional.empty()
        : Optional.of(ConfigFactory.parseResources(StudyFile.class.getClassLoader(), path, strict));
  }

  private static Config parsed(Path file) {
    try {
      return ConfigFactory.parseFile(file.toFile());
    } catch (ConfigException mistake) {
      throw new IllegalArgumentException(
          "study '%s' cannot be read: %s".formatted(file, mistake.getMessage()), mistake);
    }
  }

  private static Study study(String name, Config given) {
    if (!name.matches("[a-z0-9-]{1,30}")) {
      throw new IllegalArgumentException(
          "the file's name '%s' may hold only a-z, 0-9 and '-', at most 30".formatted(name));
    }
    checkKeys(given);
    Config all = given.withFallback(DEFAULTS).resolve();
    StudyPurpose purpose = all.getEnum(StudyPurpose.class, "purpose");
    ContenderSection section =
        new ContenderSection(
            all.getDouble("paths"), ContenderSection.settings(all.getObject("settings")));
    Sweep sweep = Sweep.of(all.getObject("sweep"));
    if (purpose == StudyPurpose.CONFIRMATION && !sweep.isEmpty()) {
      throw new IllegalArgumentException(
          "sweep is %s, but a study for confirmation sweeps nothing; tune first, with purpose = TUNING"
              .formatted(sweep));
    }
    List<StudyContender> contenders =
        all.getConfigList("contenders").stream()
            .flatMap(one -> sweep.of(section.read(one), one).stream())
            .toList();
    return new Study(
        name,
        all.getString("title"),
        purpose,
        new Schedule(
            all.getLongList("seeds").stream().map(Long::longValue).toList(),
            all.getInt("steps"),
            all.getInt("curve-every"),
            all.getInt("oracle-every")),
        ProblemChoice.of(all.getConfig("problem")),
        contenders,
        new Roles(
            all.getString("baseline"), all.getString("adaptive"), all.getStringList("statics")),
        all.getConfigList("aims").stream().map(StudyFile::aim).toList());
  }

  private static Aim aim(Config entry) {
    StudyKeys.check(
        "aims.", entry.root().keySet(), Set.of("text", "kind", "measure", "group", "percent"));
    return new Aim(
        entry.getString("text"),
        entry.getEnum(Aim.Kind.class, "kind"),
        StudyMeasure.of(entry.getString("measure")),
        entry.getString("group"),
        entry.getDouble("percent"));
  }

  /** A misspelt key would otherwise leave its default in silence. */
  private static void checkKeys(Config given) {
    Set<String> known = DEFAULTS.root().keySet();
    StudyKeys.check("", given.root().keySet(), known);
    if (given.hasPath("problem")) {
      StudyKeys.check(
          "problem.", given.getObject("problem").keySet(), DEFAULTS.getObject("problem").keySet());
    }
  }

  /** The study in {@code text}, as a file of that name would hold it; for tests. */
  static Study parse(String name, String text) {
    return study(name, ConfigFactory.parseReader(new StringReader(text)));
  }
}
