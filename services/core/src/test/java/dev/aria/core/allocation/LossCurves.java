package dev.aria.core.allocation;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.discrepancy.DiscrepancyCells;
import dev.aria.core.discrepancy.TimestepBins;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A student as a bundle of loss curves: L_r = floor_r + A_r (1 + n_r / 20)^-gamma_r, where n_r
 * counts the region's own samples and, through a Gaussian kernel, its neighbours'. Zipf base
 * shares; one region in seven hardly improves. A toy: it shows which rules are safe, not how
 * pictures look.
 */
final class LossCurves {
  private static final double KERNEL_WIDTH = 0.03;

  private final int regions;
  private final double[] floor;
  private final double[] height;
  private final double[] gamma;
  private final int[][] neighbours;
  private final double[][] kernel;
  private final double[] samples;
  private final SplittableRandom noise;
  private final RegionVector base;

  LossCurves(long seed, int regions) {
    SplittableRandom random = new SplittableRandom(seed);
    this.regions = regions;
    noise = random.split();
    base = RegionVector.generate(regions, r -> Math.pow(r + 1, -1.1)).normalised();
    floor = random.doubles(regions).map(x -> x < 0.15 ? 0.6 : 0.02).toArray();
    height = new double[regions];
    Arrays.setAll(height, r -> Math.exp(0.6 * gaussian(random)));
    gamma = random.doubles(regions, 0.3, 0.7).toArray();
    double[][] near = kernel(random.doubles(regions).toArray(), random.doubles(regions).toArray());
    neighbours = new int[regions][];
    kernel = new double[regions][];
    for (int r = 0; r < regions; r++) {
      double[] row = near[r];
      neighbours[r] = IntStream.range(0, regions).filter(s -> row[s] > 1e-4).toArray();
      kernel[r] = Arrays.stream(neighbours[r]).mapToDouble(s -> row[s]).toArray();
    }
    samples = new double[regions];
  }

  private static double gaussian(SplittableRandom random) {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }

  private static double[][] kernel(double[] x, double[] y) {
    double[][] kernel = new double[x.length][x.length];
    for (int r = 0; r < x.length; r++) {
      for (int s = 0; s < x.length; s++) {
        double square = Math.pow(x[r] - x[s], 2) + Math.pow(y[r] - y[s], 2);
        kernel[r][s] = Math.exp(-square / (2 * KERNEL_WIDTH * KERNEL_WIDTH));
      }
    }
    return kernel;
  }

  RegionVector base() {
    return base;
  }

  RegionVector losses() {
    return RegionVector.generate(
        regions,
        r -> {
          double seen = 0;
          for (int i = 0; i < kernel[r].length; i++) {
            seen += kernel[r][i] * samples[neighbours[r][i]];
          }
          return floor[r] + height[r] * Math.pow(1 + seen / 20, -gamma[r]);
        });
  }

  /** Trains on a batch with {@code counts} samples of each region; reports into {@code cells}. */
  void train(int[] counts, DiscrepancyCells cells) {
    RegionVector losses = losses();
    for (int r = 0; r < regions; r++) {
      for (int i = 0; i < counts[r]; i++) {
        int bin = noise.nextInt(TimestepBins.COUNT);
        double level = 0.02 + 0.98 * Math.exp(-4.0 * bin / TimestepBins.COUNT);
        double factor = 0.3 - 0.7 * Math.log(1 - noise.nextDouble()); // mean 1, variance .49
        cells.add(r, bin, Branch.SWAPPED, losses.get(r) * level * factor);
      }
      samples[r] += counts[r];
    }
  }

  /** Mean over regions. */
  double macro() {
    return losses().sum() / regions;
  }

  /** Mean by base shares. */
  double natural() {
    RegionVector losses = losses();
    double sum = 0;
    for (int r = 0; r < regions; r++) {
      sum += base.get(r) * losses.get(r);
    }
    return sum;
  }

  /** Mean of the worst tenth of the regions. */
  double worstTenth() {
    double[] sorted = losses().toArray();
    Arrays.sort(sorted);
    return Arrays.stream(sorted, regions - regions / 10, regions).average().orElseThrow();
  }
}
