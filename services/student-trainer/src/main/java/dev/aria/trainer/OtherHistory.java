package dev.aria.trainer;

/** Another trainer of the student has learned something else. */
final class OtherHistory extends RuntimeException {
  OtherHistory(String writer, long step) {
    super(
        ("trainer %s had another student than this one at step %d: all trainers of a student need the"
                + " same settings, libtorch, threads and kind of processor")
            .formatted(writer, step));
  }
}
