package dev.aria.trials.chaos.processes;

/** A run did not go on after a fault, or a process died of it that nobody had touched. */
public final class NotRecovered extends RuntimeException {
  public NotRecovered(String message) {
    super(message);
  }

  public NotRecovered(String message, Throwable cause) {
    super(message, cause);
  }
}
