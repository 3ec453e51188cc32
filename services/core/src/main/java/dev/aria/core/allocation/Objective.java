package dev.aria.core.allocation;

/** What the expected loss under steered draws stands for. */
public enum Objective {
  /** The loss of the draws as they fall; each sample's loss is unchanged. */
  FOCUS {
    @Override
    double weight(double base, double draw) {
      return 1;
    }
  },
  /** Random Conditioning's own expected loss: each steered sample's loss times base over draw. */
  PRESERVE {
    @Override
    double weight(double base, double draw) {
      return base / draw;
    }
  };

  abstract double weight(double base, double draw);

  /**
   * Factor on the loss of a steered sample; at most 1/lam under the floors. Samples that are not
   * steered have base = draw and so 1.
   *
   * @param base pi: probability of the sample's region under Random Conditioning
   * @param draw p: probability with which it was drawn
   * @throws IllegalArgumentException when draw is not in (0, 1] or base not in [0, 1]
   */
  public double importanceWeight(double base, double draw) {
    if (!(draw > 0 && draw <= 1 && base >= 0 && base <= 1)) {
      throw new IllegalArgumentException(
          "probabilities must be in (0, 1], got base %s and draw %s".formatted(base, draw));
    }
    return weight(base, draw);
  }
}
