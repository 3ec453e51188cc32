package dev.aria.trainer.student;

/** Training met a NaN or an infinity, which no further step can mend. */
public final class NotFinite extends RuntimeException {
  public NotFinite(String what, long step) {
    super(
        ("%s at step %d is not finite; training stops. Start again from the last good checkpoint"
                + " with a lower learning rate (aria.student-trainer.optimizer.learning-rate) or a"
                + " stricter gradient clip")
            .formatted(what, step));
  }
}
