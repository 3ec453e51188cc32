package dev.aria.runtime.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.io.File;
import java.util.Collection;
import java.util.List;

/** The file of settings, held to a depth that all who walk through it can bear. */
final class SettingsFile {
  private static final int DEEPEST = 100;

  private SettingsFile() {}

  /**
   * What {@code file} says, not resolved yet.
   *
   * @throws IllegalArgumentException when it is nested too deeply
   * @throws ConfigException when it cannot be read
   */
  static Config parsed(File file) {
    try {
      Config parsed =
          ConfigFactory.parseFile(file, ConfigParseOptions.defaults().setAllowMissing(false));
      if (isWithin(DEEPEST, parsed.root())) {
        return parsed;
      }
    } catch (StackOverflowError deeper) { // HOCON's parser calls itself for every level
      throw tooDeep(file);
    }
    throw tooDeep(file);
  }

  private static IllegalArgumentException tooDeep(File file) {
    return new IllegalArgumentException(
        "settings file %s is nested too deeply, must have at most %d levels"
            .formatted(file.getAbsolutePath(), DEEPEST));
  }

  private static boolean isWithin(int levels, ConfigValue value) {
    return levels >= 0 && inside(value).stream().allMatch(inner -> isWithin(levels - 1, inner));
  }

  private static Collection<ConfigValue> inside(ConfigValue value) {
    try {
      return value instanceof ConfigObject object
          ? object.values()
          : value instanceof ConfigList list ? list : List.of();
    } catch (ConfigException.NotResolved e) { // a merge to come, of which resolving sees
      return List.of();
    }
  }
}
