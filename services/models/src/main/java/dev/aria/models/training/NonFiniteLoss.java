package dev.aria.models.training;

/** A loss or gradient is NaN or infinite; no parameter was changed by the step that met it. */
public final class NonFiniteLoss extends RuntimeException {
  private static final long serialVersionUID = 1;

  NonFiniteLoss(String what, long step, double value) {
    super(
        "%s of step %d is %s; the weights are those of step %d: go back to the last checkpoint, with a lower learning rate or without the offending targets"
            .formatted(what, step, value, step - 1));
  }
}
