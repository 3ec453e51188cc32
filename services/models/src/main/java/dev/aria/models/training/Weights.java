package dev.aria.models.training;

/** Which of a trainable model's two sets of weights. */
public enum Weights {
  /** Those the optimizer moves. */
  CURRENT,
  /** Their exponential moving average. */
  AVERAGED
}
