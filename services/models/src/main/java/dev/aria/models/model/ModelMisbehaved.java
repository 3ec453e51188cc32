package dev.aria.models.model;

import java.util.Objects;

/** A model failed in its forward pass, or gave something else than its descriptor says. */
public final class ModelMisbehaved extends RuntimeException {
  private static final long serialVersionUID = 1;

  ModelMisbehaved(String model, String what) {
    super("model %s %s; does its descriptor belong to it?".formatted(model, what));
  }

  ModelMisbehaved(String model, RuntimeException cause) {
    super(
        "model %s failed in forward(x, t, cond): %s; does its descriptor belong to it?"
            .formatted(model, reason(cause)),
        cause);
  }

  /** The line of a libtorch trace that says what went wrong: the last that is not blank. */
  static String reason(RuntimeException cause) {
    String[] lines = Objects.toString(cause.getMessage(), "").strip().split("\n", -1);
    return lines[lines.length - 1].strip();
  }
}
