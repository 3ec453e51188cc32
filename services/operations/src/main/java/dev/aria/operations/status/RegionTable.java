package dev.aria.operations.status;

import dev.aria.core.allocation.Scope;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.RegionWeight;
import dev.aria.operations.text.TextTable;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The regions of a corpus with the latest weights over them. */
public final class RegionTable {
  private final RegionMapRecord map;
  private final Scope scope;
  private final Optional<SamplingWeights> weights;

  /** Weights of another map than {@code map} are left out: their regions are not these. */
  public RegionTable(RegionMapRecord map, Scope scope, Optional<SamplingWeights> weights) {
    this.map = map;
    this.scope = scope;
    this.weights = weights.filter(found -> found.regionMapDigest().equals(map.digest()));
  }

  /** The {@code count} regions with the largest ratio, worst first; without weights the first. */
  public String worst(int count) {
    return text(
        IntStream.range(0, map.regions())
            .boxed()
            .sorted(Comparator.comparingDouble(region -> -ratio(region)))
            .limit(count));
  }

  private double ratio(int region) {
    return weight(region).map(RegionWeight::ratio).orElse(0.0);
  }

  @Override
  public String toString() {
    return text(IntStream.range(0, map.regions()).boxed());
  }

  private String text(Stream<Integer> regions) {
    TextTable table =
        new TextTable("region", "share", "weight", "ratio", "elasticity", "samples", "name");
    for (int region : regions.toList()) {
      Optional<RegionWeight> weight = weight(region);
      table.row(
          region,
          map.shares().get(region),
          weight.<Object>map(scope::weight).orElse("-"),
          weight.<Object>map(RegionWeight::ratio).orElse("-"),
          weight.<Object>map(RegionWeight::elasticity).orElse("-"),
          weight.<Object>map(RegionWeight::samples).orElse("-"),
          map.names().get(region));
    }
    return table.toString();
  }

  private Optional<RegionWeight> weight(int region) {
    return weights.map(found -> found.regions().get(region));
  }
}
