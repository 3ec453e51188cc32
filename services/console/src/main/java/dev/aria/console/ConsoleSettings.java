package dev.aria.console;

/**
 * Where the console listens.
 *
 * @param host name or address; another than this machine's own is asked for the token with every
 *     request
 * @param port 0 for any that is free
 */
public record ConsoleSettings(String host, int port) {
  /** This machine alone. */
  public static final String LOOPBACK = "127.0.0.1";

  private static final int LAST_PORT = 65_535;

  public ConsoleSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("the console's host is blank; name one, as 127.0.0.1");
    }
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException(
          "the console's port is %d, must lie in 0 to 65535".formatted(port));
    }
  }

  /** Whether only this machine can reach it. */
  public boolean isLocal() {
    return host.equals(LOOPBACK) || host.equals("localhost") || host.equals("::1");
  }
}
