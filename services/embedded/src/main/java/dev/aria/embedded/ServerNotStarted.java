package dev.aria.embedded;

/** An embedded server did not come up; the message says which one, why, and where its log lies. */
public final class ServerNotStarted extends RuntimeException {
  ServerNotStarted(String message) {
    super(message);
  }

  ServerNotStarted(String message, Throwable cause) {
    super(message, cause);
  }
}
