package dev.aria.runtime.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Settings as text, without what must not be read over a shoulder. */
final class Redaction {
  private static final Pattern SECRET =
      Pattern.compile("password|secret|token|jaas|credential|keystore\\.key|private");
  private static final Pattern USER_INFO = Pattern.compile("//\\S*@");

  /** Whatever stands before the last '@', since a password may hold '/' and '@'. */
  private static final Pattern LOGIN = Pattern.compile("(?s)^((?:rediss?|https?)://)?.*@");

  private Redaction() {}

  /** The address {@code uri} without user and password, even where it is not written as one. */
  static String address(String uri) {
    return LOGIN.matcher(uri).replaceFirst("$1***@");
  }

  /** Values by full key. */
  static SortedMap<String, String> values(Config config) {
    SortedMap<String, String> values = new TreeMap<>();
    config
        .entrySet()
        .forEach(
            entry -> {
              String key = String.join(".", ConfigUtil.splitPath(entry.getKey()));
              values.put(key, shown(key, entry.getValue().unwrapped()));
            });
    return values;
  }

  static String dump(Config config) {
    return values(config).entrySet().stream()
        .map(line -> line.getKey() + " = " + line.getValue())
        .collect(Collectors.joining("\n"));
  }

  private static String shown(String key, Object value) {
    return SECRET.matcher(key.toLowerCase(Locale.ROOT)).find()
        ? "***"
        : USER_INFO.matcher(value.toString()).replaceAll("//***@");
  }
}
