package dev.aria.trainer;

import java.nio.file.Path;

/** A checkpoint in the output folder belongs to something else. */
final class ForeignCheckpoint extends RuntimeException {
  ForeignCheckpoint(Path file, String key, String found, String expected) {
    super(
        ("checkpoint %s has %s '%s', this trainer needs '%s'; choose another"
                + " aria.student-trainer.output folder, or move that file away")
            .formatted(file, key, found, expected));
  }
}
