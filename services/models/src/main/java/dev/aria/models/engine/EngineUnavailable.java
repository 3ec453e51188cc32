package dev.aria.models.engine;

/** The PyTorch engine cannot be used on this machine; the message says what to change. */
public final class EngineUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  EngineUnavailable(String message) {
    super(message);
  }

  EngineUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
