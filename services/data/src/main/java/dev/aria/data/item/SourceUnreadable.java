package dev.aria.data.item;

import org.jspecify.annotations.Nullable;

/** A source that is missing, damaged as a whole, or lacks what it must have. */
public final class SourceUnreadable extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The message names source, trouble and way out. */
  public SourceUnreadable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
