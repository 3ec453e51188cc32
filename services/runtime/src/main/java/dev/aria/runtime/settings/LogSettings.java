package dev.aria.runtime.settings;

/**
 * How a service logs to standard output (section {@code aria.log}).
 *
 * @param format {@code plain} or {@code json}: one object a line
 * @param level least level shown of our own messages
 * @param libraries least level shown of everyone else's
 */
public record LogSettings(String format, String level, String libraries) {
  private static final String[] LEVELS = {"trace", "debug", "info", "warn", "error", "off"};

  public LogSettings {
    Bounds.oneOf("aria.log.format", format, "plain", "json");
    Bounds.oneOf("aria.log.level", level, LEVELS);
    Bounds.oneOf("aria.log.libraries", libraries, LEVELS);
  }
}
