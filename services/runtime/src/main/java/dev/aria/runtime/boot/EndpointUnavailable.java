package dev.aria.runtime.boot;

/** Metrics and health cannot be served where the settings say. */
public final class EndpointUnavailable extends RuntimeException {
  EndpointUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
