package dev.aria.runtime.pairs;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A paired set's file is missing, is none, or is damaged. */
public final class PairedSetUnreadable extends RuntimeException {
  /** The set {@code file} cannot be used for {@code reason}. */
  public PairedSetUnreadable(Path file, String reason, @Nullable Throwable cause) {
    super("paired set %s (aria.run.paired-set) cannot be used: %s".formatted(file, reason), cause);
  }
}
