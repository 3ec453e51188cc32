package dev.aria.models.safetensors;

import org.jspecify.annotations.Nullable;

/** A file that is missing, damaged or no safetensors file; the message names file and fault. */
public final class SafetensorsUnreadable extends RuntimeException {
  private static final long serialVersionUID = 1;

  SafetensorsUnreadable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
