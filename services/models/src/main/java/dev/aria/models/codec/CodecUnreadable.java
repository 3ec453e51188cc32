package dev.aria.models.codec;

import org.jspecify.annotations.Nullable;

/** A codec file that is missing, damaged or of another kind. */
public final class CodecUnreadable extends RuntimeException {
  private static final long serialVersionUID = 1;

  CodecUnreadable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
