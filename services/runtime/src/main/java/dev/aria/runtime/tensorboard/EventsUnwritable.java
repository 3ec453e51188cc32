package dev.aria.runtime.tensorboard;

/** Events for TensorBoard cannot be written where they should be. */
public final class EventsUnwritable extends RuntimeException {
  EventsUnwritable(String message) {
    super(message);
  }

  EventsUnwritable(String message, Throwable cause) {
    super(message, cause);
  }
}
