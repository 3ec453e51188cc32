package dev.aria.trainer.exchange;

import dev.aria.models.engine.Arithmetic;

/** Another trainer of the student has learned something else, or computes differently. */
final class OtherHistory extends RuntimeException {
  OtherHistory(String writer, long step, Arithmetic own) {
    super(
        ("trainer %s had another student than this one at step %d, or computes differently: all trainers"
                + " of a student need the same settings, libtorch, threads, kind of device and of"
                + " processor. This one has %s; compare it with the line 'computes with' in the other one's log")
            .formatted(writer, step, own.describe()));
  }
}
