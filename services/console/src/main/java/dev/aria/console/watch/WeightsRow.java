package dev.aria.console.watch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.aria.core.allocation.Scope;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.WeightsVersion;
import java.util.List;
import java.util.Optional;

/**
 * One version of the sampling weights, with what made each region's weight change.
 *
 * @param published version: term and number
 * @param step global steps whose reports are behind it
 * @param time milliseconds since 1970
 * @param theta strength left by the guard, in [0, 1]
 * @param policy rule of allocation
 * @param weight p by region, among the steered draws
 * @param ratio tracked discrepancy relative to its timestep bin, by region
 * @param elasticity eta by region
 * @param samples behind the ratio, by region
 * @param reason of the change since the version before, by region
 * @param paired p' by region, among the paired draws; 0 where a region has no pairs
 * @param regionMap digest of the map that the regions refer to
 */
public record WeightsRow(
    @JsonIgnore WeightsVersion published,
    long step,
    long time,
    double theta,
    String policy,
    List<Double> weight,
    List<Double> ratio,
    List<Double> elasticity,
    List<Long> samples,
    List<ChangeReason> reason,
    @JsonIgnore List<Double> paired,
    @JsonIgnore String regionMap) {

  /**
   * The row of {@code published}.
   *
   * @param before the version before it, if it was of the same regions
   */
  static WeightsRow of(
      SamplingWeights published,
      Optional<WeightsRow> before,
      Scope scope,
      int stepsPerTick,
      long time) {
    List<RegionWeight> regions = published.regions();
    return new WeightsRow(
        published.version(),
        (published.tick() + 1) * stepsPerTick,
        time,
        published.theta(),
        published.policy(),
        regions.stream().map(scope::weight).toList(),
        regions.stream().map(RegionWeight::ratio).toList(),
        regions.stream().map(RegionWeight::elasticity).toList(),
        regions.stream().map(RegionWeight::samples).toList(),
        ChangeReason.of(published, scope, before.filter(b -> b.describes(published))),
        regions.stream().map(RegionWeight::paired).toList(),
        published.regionMapDigest());
  }

  /** The version as the page shows it. */
  @JsonProperty
  public String version() {
    return published.text();
  }

  private boolean describes(SamplingWeights later) {
    return regionMap.equals(later.regionMapDigest()) && weight.size() == later.regions().size();
  }
}
