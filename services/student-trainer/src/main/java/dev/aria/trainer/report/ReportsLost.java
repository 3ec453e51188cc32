package dev.aria.trainer.report;

/** A step report was not acknowledged, so no checkpoint may be written past its step. */
public final class ReportsLost extends RuntimeException {
  ReportsLost(Throwable cause) {
    super(
        "a step report was not acknowledged (%s); start the trainer again: it goes on from its last"
                .formatted(cause.getMessage())
            + " checkpoint and sends the reports once more",
        cause);
  }
}
