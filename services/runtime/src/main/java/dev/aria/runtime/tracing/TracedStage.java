package dev.aria.runtime.tracing;

import java.util.Locale;

/** What is done to a (step, shard), in this order. */
public enum TracedStage {
  /** Its draws are made and committed; the root of its trace. */
  DRAW,
  /** Its targets are made and committed. */
  TARGET,
  /** A student computes the gradient of its targets. */
  LEARN;

  String spanName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
