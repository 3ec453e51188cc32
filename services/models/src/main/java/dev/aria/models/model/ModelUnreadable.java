package dev.aria.models.model;

/** A model file or its descriptor is missing, damaged or not what it says it is. */
public final class ModelUnreadable extends RuntimeException {
  private static final long serialVersionUID = 1;

  ModelUnreadable(String message) {
    super(message);
  }

  ModelUnreadable(String message, Throwable cause) {
    super(message, cause);
  }
}
