package dev.aria.trainer.exchange;

/** The other trainers of the student are further than this one can follow. */
public final class FellBehind extends RuntimeException {
  FellBehind(long step, long others) {
    super(
        "stands at step %d, the student's other trainers at %d: takes their state"
            .formatted(step, others));
  }
}
