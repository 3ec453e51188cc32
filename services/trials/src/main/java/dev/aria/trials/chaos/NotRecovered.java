package dev.aria.trials.chaos;

/** A run did not go on after a fault, or a process died of it that nobody had touched. */
final class NotRecovered extends RuntimeException {
  NotRecovered(String message) {
    super(message);
  }

  NotRecovered(String message, Throwable cause) {
    super(message, cause);
  }
}
