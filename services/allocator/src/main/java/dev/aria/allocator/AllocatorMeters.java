package dev.aria.allocator;

import dev.aria.core.allocation.Scope;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.RegionWeight;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The allocator's metrics, and those of every region. One a process, since a registry keeps the
 * first gauge of a name and ignores a second.
 */
final class AllocatorMeters {
  private final MeterRegistry meters;
  private final Scope scope;
  private final AtomicReference<@Nullable SamplingWeights> latest = new AtomicReference<>();
  private final AtomicLong term = new AtomicLong();
  private final AtomicLong ticks = new AtomicLong();
  private final Counter folded;
  private boolean shown;

  /**
   * @param scope which draws the weights steer
   */
  AllocatorMeters(MeterRegistry meters, Scope scope) {
    this.meters = meters;
    this.scope = scope;
    folded =
        Counter.builder("aria.allocator.reports.folded")
            .description("Step reports folded into ticks")
            .register(meters);
    Gauge.builder("aria.allocator.term", term, AtomicLong::doubleValue)
        .description("Term of this allocator; 0 while it stands by")
        .register(meters);
    Gauge.builder("aria.allocator.ticks", ticks, AtomicLong::doubleValue)
        .description("Ticks folded into the statistics")
        .register(meters);
  }

  /** Shows every region of {@code map} from now on; the first call counts. */
  void show(RegionMapRecord map) {
    if (shown) {
      return;
    }
    shown = true;
    for (int region = 0; region < map.regions(); region++) {
      Tags tags = Tags.of("region", Integer.toString(region), "name", map.names().get(region));
      gauge(
          "aria.region.weight",
          "Probability among the draws that the weights steer",
          region,
          tags,
          scope::weight);
      gauge(
          "aria.region.ratio",
          "Tracked discrepancy; 1 is average",
          region,
          tags,
          RegionWeight::ratio);
      gauge(
          "aria.region.elasticity",
          "How fast the discrepancy still falls per sample",
          region,
          tags,
          RegionWeight::elasticity);
    }
  }

  private void gauge(
      String name, String says, int region, Tags tags, ToDoubleFunction<RegionWeight> value) {
    Gauge.builder(name, () -> value(region, value)).description(says).tags(tags).register(meters);
  }

  private double value(int region, ToDoubleFunction<RegionWeight> value) {
    SamplingWeights weights = latest.get();
    return weights == null ? Double.NaN : value.applyAsDouble(weights.regions().get(region));
  }

  void leads(long newTerm) {
    term.set(newTerm);
  }

  void counted() {
    folded.increment();
  }

  void ticks(long count) {
    ticks.set(count);
  }

  void published(SamplingWeights weights) {
    latest.set(weights);
  }

  /** A report was not counted, because of {@code reason}. */
  void dropped(String reason) {
    Counter.builder("aria.allocator.reports.dropped")
        .description("Step reports not counted")
        .tag("reason", reason)
        .register(meters)
        .increment();
  }
}
