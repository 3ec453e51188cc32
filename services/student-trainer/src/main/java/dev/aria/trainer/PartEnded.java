package dev.aria.trainer;

import org.jspecify.annotations.Nullable;

/** A part of a trainer has ended without saying why, as after an Error. */
final class PartEnded extends RuntimeException {
  PartEnded(String part, @Nullable Throwable cause) {
    super("part '%s' of the trainer has ended: %s".formatted(part, cause), cause);
  }
}
