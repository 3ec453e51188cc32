package dev.aria.core.allocation;

import java.util.SplittableRandom;

/** Inputs to test sampling rules with. */
final class Inputs {
  static final double POOLED = 0.4;

  private Inputs() {}

  /** Uneven random shares and statistics of {@code regions} regions, past any warm-up. */
  static AllocationInput random(SplittableRandom random, int regions) {
    RegionVector base =
        RegionVector.generate(regions, r -> Math.exp(random.nextDouble(-3, 0))).normalised();
    RegionVector ratio =
        RegionVector.generate(regions, r -> Math.exp(random.nextDouble(-1.5, 1.5)));
    RegionVector spread =
        RegionVector.generate(regions, r -> ratio.get(r) * random.nextDouble(1, 2));
    RegionVector elasticity = RegionVector.generate(regions, r -> random.nextDouble(0.05, 1));
    return new AllocationInput(base, ratio, spread, elasticity, POOLED, 1000);
  }

  static AllocationInput with(AllocationInput input, RegionVector ratio, RegionVector elasticity) {
    return new AllocationInput(
        input.base(), ratio, input.rootMeanSquare(), elasticity, POOLED, input.steps());
  }

  static RegionVector constant(int regions, double value) {
    return RegionVector.generate(regions, r -> value);
  }

  static RegionVector scaled(RegionVector vector, double factor) {
    return RegionVector.generate(vector.size(), r -> factor * vector.get(r));
  }

  static RegionVector raised(RegionVector vector, int region, double factor) {
    return RegionVector.generate(
        vector.size(), r -> r == region ? factor * vector.get(r) : vector.get(r));
  }
}
