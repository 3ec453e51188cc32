package dev.aria.data.making;

import org.jspecify.annotations.Nullable;

/** Making pairs stopped at an item; what was done before it is kept. */
public final class MakingFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  MakingFailed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
