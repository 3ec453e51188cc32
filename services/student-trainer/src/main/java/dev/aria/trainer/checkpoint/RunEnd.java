package dev.aria.trainer.checkpoint;

import dev.aria.core.record.CheckpointPublished;

/**
 * When a student has learned all of its run.
 *
 * @param steps of the run as it is now: a longer one goes on where a shorter one had ended
 */
record RunEnd(Provenance student, long steps) {
  /** Whether {@code published} is the checkpoint that the run ends with. */
  boolean isMarkedBy(CheckpointPublished published) {
    return published.endsRunOf(steps)
        && published.run().equals(student.run())
        && published.student().equals(student.student());
  }
}
