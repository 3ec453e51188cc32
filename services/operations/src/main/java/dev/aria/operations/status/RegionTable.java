package dev.aria.operations.status;

import dev.aria.core.allocation.Scope;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.RegionWeight;
import dev.aria.operations.text.TextTable;
import java.util.Optional;

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

  @Override
  public String toString() {
    TextTable table =
        new TextTable("region", "share", "weight", "ratio", "elasticity", "samples", "name");
    for (int region = 0; region < map.regions(); region++) {
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
