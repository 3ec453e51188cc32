package dev.aria.runtime.settings;

/** The settings are not ones to start with; the message names the key and the way out. */
public final class SettingsRefused extends RuntimeException {
  SettingsRefused(String message) {
    super(message);
  }

  public SettingsRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
