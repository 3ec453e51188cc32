package dev.aria.data.picture;

import org.jspecify.annotations.Nullable;

/** A picture that cannot be used; the message begins with what is wrong. */
public final class PictureRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  PictureRefused(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
