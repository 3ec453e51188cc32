package dev.aria.trainer.checkpoint;

/** What a student's other trainers hand over is not what this trainer could go on from. */
final class StateRefused extends RuntimeException {
  StateRefused(String student, String reason, Throwable cause) {
    super(
        ("the other trainers of student '%s' go on from a state that this one cannot take over: %s;"
                + " give all of them the same aria.run and aria.student-trainer.model, or this one"
                + " another aria.student-trainer.student")
            .formatted(student, reason),
        cause);
  }
}
