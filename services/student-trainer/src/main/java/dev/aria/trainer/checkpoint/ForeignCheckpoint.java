package dev.aria.trainer.checkpoint;

import java.nio.file.Path;

/** A checkpoint in the output folder belongs to something else. */
final class ForeignCheckpoint extends RuntimeException {
  private final String reason;

  ForeignCheckpoint(Path file, String key, String found, String expected) {
    super(
        ("checkpoint %s has %s '%s', this trainer needs '%s'; choose another"
                + " aria.student-trainer.output folder, or move that file away")
            .formatted(file, key, found, expected));
    this.reason = "it has %s '%s', not '%s'".formatted(key, found, expected);
  }

  /** What is foreign about it, without its name. */
  String reason() {
    return reason;
  }
}
