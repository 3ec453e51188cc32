package dev.aria.core.discrepancy;

import dev.aria.core.conditioning.Branch;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/** Regions of known discrepancy that training samples are drawn from: ratio x level(t) x noise. */
final class World {
  private final SplittableRandom random;
  final double[] ratios;
  private final double noise;
  IntToDoubleFunction unit = bin -> 1;

  /**
   * @param noise cv^2 of one sample: 0 for none, else gamma-like noise of a mean of exponentials
   */
  World(long seed, int regions, double noise) {
    this.random = new SplittableRandom(seed);
    this.noise = noise;
    ratios = new double[regions];
    for (int region = 0; region < regions; region++) {
      ratios[region] = Math.exp(random.nextDouble(-1, 1));
    }
  }

  static double level(int bin) {
    return 0.02 + 0.98 * Math.exp(-4.0 * bin / TimestepBins.COUNT);
  }

  /** One tick of {@code samples} swapped samples whose regions {@code region} chooses. */
  Tick tick(long number, int samples, IntUnaryOperator region) {
    DiscrepancyCells cells = new DiscrepancyCells();
    for (int i = 0; i < samples; i++) {
      int chosen = region.applyAsInt(i);
      int bin = random.nextInt(TimestepBins.COUNT);
      cells.add(
          chosen,
          bin,
          Branch.SWAPPED,
          unit.applyAsDouble(bin) * ratios[chosen] * level(bin) * factor());
    }
    return new Tick(number, cells.toSums(), List.of());
  }

  /** A uniformly chosen region. */
  int anyRegion(int ignored) {
    return random.nextInt(ratios.length);
  }

  /** Mean 1, variance {@code noise}: a weighted exponential. */
  private double factor() {
    double weight = Math.sqrt(noise);
    return 1 - weight - weight * Math.log(1 - random.nextDouble());
  }

  double meanRatio() {
    double sum = 0;
    for (double ratio : ratios) {
      sum += ratio;
    }
    return sum / ratios.length;
  }
}
