package dev.aria.streamer.drawing;

import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.WeightsVersion;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The weights that the sampler draws under: p of the swapped branch, p' of the paired, and p of the
 * paths that begin. Immutable.
 */
final class BranchWeights {
  private final WeightsVersion version;
  private final double[] swapped;
  private final double[] paired;
  private final double[] path;

  private BranchWeights(WeightsVersion version, double[] swapped, double[] paired, double[] path) {
    this.version = version;
    this.swapped = swapped;
    this.paired = paired;
    this.path = path;
  }

  /** Random Conditioning's own: the shares of corpus and pairs. */
  static BranchWeights natural(RegionMapRecord map, PairIndex pairs) {
    double[] corpus = map.shares().stream().mapToDouble(Double::doubleValue).toArray();
    double[] paired = IntStream.range(0, pairs.regions()).mapToDouble(pairs::share).toArray();
    return new BranchWeights(WeightsVersion.INITIAL, corpus, paired, corpus);
  }

  /** What an allocator published. */
  static BranchWeights of(SamplingWeights weights) {
    return new BranchWeights(
        weights.version(),
        weights.regions().stream().mapToDouble(RegionWeight::swapped).toArray(),
        weights.regions().stream().mapToDouble(RegionWeight::paired).toArray(),
        weights.regions().stream().mapToDouble(RegionWeight::path).toArray());
  }

  WeightsVersion version() {
    return version;
  }

  /** p over the regions that have something to draw, of sum 1. */
  double[] swapped(IntPredicate drawable) {
    return among(swapped, drawable);
  }

  /** p' over the regions that have something to draw, of sum 1. */
  double[] paired(IntPredicate drawable) {
    return among(paired, drawable);
  }

  /** p of paths over the regions that have something to draw, of sum 1. */
  double[] path(IntPredicate drawable) {
    return among(path, drawable);
  }

  /** A region without prompts cannot be drawn; its weight goes to the others in proportion. */
  private static double[] among(double[] weights, IntPredicate drawable) {
    double[] kept = new double[weights.length];
    double total = 0;
    for (int region = 0; region < weights.length; region++) {
      kept[region] = drawable.test(region) ? weights[region] : 0;
      total += kept[region];
    }
    if (total <= 0) {
      return equal(drawable, weights.length);
    }
    for (int region = 0; region < kept.length; region++) {
      kept[region] /= total;
    }
    return kept;
  }

  private static double[] equal(IntPredicate drawable, int regions) {
    double count = IntStream.range(0, regions).filter(drawable).count();
    return IntStream.range(0, regions).mapToDouble(r -> drawable.test(r) ? 1 / count : 0).toArray();
  }
}
