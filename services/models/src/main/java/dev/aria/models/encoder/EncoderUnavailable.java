package dev.aria.models.encoder;

import org.jspecify.annotations.Nullable;

/** The encoder's files are missing or unreadable, or its engine failed. */
public final class EncoderUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  EncoderUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
