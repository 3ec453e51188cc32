package dev.aria.allocator;

import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionMapRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the weights published and the worst regions, at most every 15 seconds. */
final class WeightsSummary {
  private static final Logger LOG = LoggerFactory.getLogger(WeightsSummary.class);
  private static final Duration EVERY = Duration.ofSeconds(15);
  private static final int WORST = 3;

  private final RegionMapRecord map;
  private final Clock clock;
  private Instant due = Instant.MIN;

  WeightsSummary(RegionMapRecord map, Clock clock) {
    this.map = map;
    this.clock = clock;
  }

  void log(SamplingWeights weights) {
    if (clock.instant().isBefore(due)) {
      return;
    }
    due = clock.instant().plus(EVERY);
    LOG.info(
        "weights {} published after tick {}; regions with the largest discrepancy: {}",
        weights.version(),
        weights.tick(),
        worst(weights));
  }

  private String worst(SamplingWeights weights) {
    return IntStream.range(0, map.regions())
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer region) -> -weights.regions().get(region).ratio()))
        .limit(WORST)
        .map(r -> "%s %.2f".formatted(map.names().get(r), weights.regions().get(r).ratio()))
        .collect(Collectors.joining(", "));
  }
}
