package dev.aria.trainer.exchange;

/** The other trainers of the student are too far ahead for this one to catch up. */
public final class FellBehind extends RuntimeException {
  FellBehind(long step, long others) {
    super(
        "this trainer is at step %d, the student's other trainers are at step %d: it begins again from their state"
            .formatted(step, others));
  }
}
