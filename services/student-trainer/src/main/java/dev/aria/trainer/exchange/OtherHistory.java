package dev.aria.trainer.exchange;

import dev.aria.models.engine.Arithmetic;

/** Another trainer of the student has learned something else, or computes otherwise. */
final class OtherHistory extends RuntimeException {
  OtherHistory(String writer, long step, Arithmetic own) {
    super(
        ("trainer %s had another student than this one at step %d, or computes otherwise: all trainers"
                + " of a student need the same settings, libtorch, threads, kind of device and of"
                + " processor. This one has %s; compare that with what the other one's log says")
            .formatted(writer, step, own.describe()));
  }
}
