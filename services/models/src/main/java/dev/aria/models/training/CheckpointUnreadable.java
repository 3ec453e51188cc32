package dev.aria.models.training;

import java.nio.file.Path;

/** A checkpoint is missing, damaged or no checkpoint. */
public final class CheckpointUnreadable extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;

  CheckpointUnreadable(Path file, String reason) {
    super(message(file, reason));
    this.reason = reason;
  }

  CheckpointUnreadable(Path file, String reason, Throwable cause) {
    super(message(file, reason), cause);
    this.reason = reason;
  }

  /** What is wrong with it, without its name. */
  public String reason() {
    return reason;
  }

  private static String message(Path file, String reason) {
    return "checkpoint %s cannot be used: %s; take the one before it".formatted(file, reason);
  }
}
