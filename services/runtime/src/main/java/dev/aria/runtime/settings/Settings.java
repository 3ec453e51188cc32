package dev.aria.runtime.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.File;
import java.io.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * All settings of a process, merged and checked. Later ones win: {@code reference.conf}, the file
 * of {@code --config} or {@code ARIA_CONFIG}, {@code -D} properties, the environment.
 */
public final class Settings {
  private final Config config;
  private final Config given;
  private final RunSettings run;
  private final KafkaSettings kafka;
  private final RedisSettings redis;
  private final MetricsSettings metrics;
  private final LogSettings log;
  private final TensorBoardSettings tensorBoard;
  private final TracingSettings tracing;

  private Settings(Config config, Config given) {
    this.config = config;
    this.given = given;
    this.run = Sections.run(config);
    this.kafka = Sections.kafka(config);
    this.redis = Sections.redis(config);
    this.metrics = Sections.metrics(config);
    this.log = Sections.log(config);
    this.tensorBoard = Sections.tensorBoard(config);
    this.tracing = Sections.tracing(config);
  }

  /**
   * The settings of this process.
   *
   * @param args {@code --config FILE} and {@code -Dkey=value}
   * @throws SettingsRefused when one is unknown, unreadable or out of bounds
   */
  public static Settings load(String... args) {
    return load(List.of(args), System.getenv(), System.getProperties());
  }

  static Settings load(List<String> args, Map<String, String> environment, Properties system) {
    return checked(() -> merged(Arguments.of(args), environment, system));
  }

  private static Settings merged(
      Arguments given, Map<String, String> environment, Properties system) {
    Config reference = ConfigFactory.defaultReferenceUnresolved();
    KnownKeys known = KnownKeys.of(reference);
    Config file = file(given.file(), environment);
    Config properties = properties(system, given.properties());
    known.check(file);
    known.check(properties);
    Config ours =
        ConfigFactory.parseMap(known.fromEnvironment(environment), "environment")
            .withFallback(properties)
            .withFallback(file);
    Config all = ours.withFallback(reference).resolve();
    return new Settings(all, ours.resolveWith(all));
  }

  /** Whatever goes wrong with settings is {@link SettingsRefused}. */
  static <T> T checked(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (ConfigException e) {
      throw new SettingsRefused(shown(e)); // without its cause, which shows all of it
    } catch (IllegalArgumentException e) {
      throw new SettingsRefused(String.valueOf(e.getMessage()), e);
    } catch (StackOverflowError e) {
      throw new SettingsRefused("the settings are nested too deeply to be read", e);
    } catch (RuntimeException e) { // of HOCON's parser, at odd text
      throw new SettingsRefused("the settings cannot be read: " + e, e);
    }
  }

  static Config parsed(Reader text) {
    return ConfigFactory.parseReader(text);
  }

  /**
   * HOCON's parser and resolver quote what they stumbled over, which may be a secret: where it
   * stands is said instead. Its getters name keys and types.
   */
  private static String shown(ConfigException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("Cannot concatenate")) {
      return "%s: text, lists and objects cannot be joined; put text between double quotes"
          .formatted(e.origin() == null ? "the settings" : e.origin().description());
    }
    return e instanceof ConfigException.Parse
        ? message.replaceAll("(?s)'.*'", "'...'").replaceAll("(?s)\\$\\{.*\\}", "\\${...}")
        : message;
  }

  /** Everything, for a service's own section and for Pekko. */
  public Config config() {
    return config;
  }

  /** Whether {@code key} was set by somebody, be it to its default. */
  public boolean isGiven(String key) {
    return given.hasPath(key);
  }

  /** Variable of the environment that stands for {@code key}: ARIA_RUN_NAME for aria.run.name. */
  public static String variable(String key) {
    return KnownKeys.variable(key);
  }

  public RunSettings run() {
    return run;
  }

  public KafkaSettings kafka() {
    return kafka;
  }

  public RedisSettings redis() {
    return redis;
  }

  public MetricsSettings metrics() {
    return metrics;
  }

  public LogSettings log() {
    return log;
  }

  public TensorBoardSettings tensorBoard() {
    return tensorBoard;
  }

  public TracingSettings tracing() {
    return tracing;
  }

  /** Every setting under {@code aria}, one {@code key = value} a line, secrets left out. */
  public String dump() {
    return Redaction.dump(config.withOnlyPath("aria"));
  }

  /** Every setting under {@code aria} by its full key, secrets left out. */
  public SortedMap<String, String> shown() {
    return Redaction.values(config.withOnlyPath("aria"));
  }

  private static Config file(Optional<String> given, Map<String, String> environment) {
    Optional<String> path = given.or(() -> Optional.ofNullable(environment.get("ARIA_CONFIG")));
    if (path.isEmpty()) {
      return ConfigFactory.empty();
    }
    File file = new File(path.get());
    if (!file.isFile()) {
      throw new IllegalArgumentException(
          "settings file %s does not exist; name another with --config"
              .formatted(file.getAbsolutePath()));
    }
    return SettingsFile.parsed(file);
  }

  private static Config properties(Properties system, Map<String, String> given) {
    Map<String, String> ours = new HashMap<>();
    for (String name : system.stringPropertyNames()) {
      if (name.startsWith("aria.")) {
        ours.put(name, system.getProperty(name));
      }
    }
    ours.putAll(given);
    return ConfigFactory.parseMap(ours, "-D properties");
  }
}
