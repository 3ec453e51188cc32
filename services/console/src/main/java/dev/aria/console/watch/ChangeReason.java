package dev.aria.console.watch;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.aria.core.allocation.Scope;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.PolicyConstants;
import dev.aria.core.record.RegionWeight;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What moved a region's weight most from one version to the next. The adaptive rule has log p = (1
 * - theta) log pi + theta (a log pi + alpha log rho + kappa log eta) + a normaliser, so that the
 * change of log p is a sum: that of alpha log rho, of kappa log eta, what the guard's theta did to
 * this region, and what all regions share, since the weights sum to 1.
 */
public enum ChangeReason {
  /** The discrepancy itself. */
  @JsonProperty("level")
  LEVEL,
  /** How fast the discrepancy still falls. */
  @JsonProperty("elasticity")
  ELASTICITY,
  /** The bound on predicted harm took effect, or let go. */
  @JsonProperty("guard")
  GUARD,
  /** Other regions' weights. */
  @JsonProperty("others")
  OTHERS,
  /** The weight has hardly changed. */
  @JsonProperty("same")
  SAME;

  private static final double HARDLY = 0.005;
  private static final double LEAST = 1e-9;

  static List<ChangeReason> of(
      SamplingWeights published, Scope scope, Optional<WeightsRow> before) {
    if (before.isEmpty()) {
      return Collections.nCopies(published.regions().size(), SAME);
    }
    Terms[] terms =
        IntStream.range(0, published.regions().size())
            .mapToObj(region -> Terms.of(published, scope, before.get(), region))
            .toArray(Terms[]::new);
    double shared = median(Arrays.stream(terms).mapToDouble(Terms::rest).toArray());
    return Arrays.stream(terms).map(change -> change.largest(shared)).toList();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** The change of one region's log p, and its terms. */
  private record Terms(double change, double level, double elasticity) {
    static Terms of(SamplingWeights published, Scope scope, WeightsRow before, int region) {
      RegionWeight now = published.regions().get(region);
      PolicyConstants constants = published.constants();
      double theta = published.theta();
      return new Terms(
          rise(before.weight().get(region), scope.weight(now)),
          theta * constants.discrepancyExponent() * rise(before.ratio().get(region), now.ratio()),
          theta
              * constants.elasticityExponent()
              * rise(before.elasticity().get(region), now.elasticity()));
    }

    private static double rise(double from, double to) {
      return Math.log(Math.max(LEAST, to) / Math.max(LEAST, from));
    }

    double rest() {
      return change - level - elasticity;
    }

    /** The term that goes furthest the way that the weight has gone. */
    ChangeReason largest(double shared) {
      if (Math.abs(change) < HARDLY) {
        return SAME;
      }
      double way = Math.signum(change);
      Map<ChangeReason, Double> terms = new EnumMap<>(ChangeReason.class);
      terms.put(LEVEL, level * way);
      terms.put(ELASTICITY, elasticity * way);
      terms.put(GUARD, (rest() - shared) * way);
      terms.put(OTHERS, shared * way);
      return Collections.max(terms.entrySet(), Map.Entry.comparingByValue()).getKey();
    }
  }
}
