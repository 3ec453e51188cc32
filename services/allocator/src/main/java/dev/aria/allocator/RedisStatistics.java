package dev.aria.allocator;

import dev.aria.core.discrepancy.Statistics;
import dev.aria.core.discrepancy.StatisticsBytes;
import dev.aria.core.discrepancy.StatisticsUnreadable;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.runtime.redis.RedisUnavailable;
import dev.aria.runtime.redis.RegionStatisticsStore;
import dev.aria.runtime.redis.StatisticsSnapshot;
import dev.aria.runtime.redis.Update;
import dev.aria.runtime.redis.UpdateOutcome;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.settings.RunSettings;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run's statistics in Redis. They are a view of the step reports in Kafka: statistics that are
 * damaged or of another format count as lost, and are rebuilt from the reports.
 */
final class RedisStatistics {
  private static final Logger LOG = LoggerFactory.getLogger(RedisStatistics.class);

  private final RegionStatisticsStore store;
  private final RunSettings run;
  private final RegionMapRecord map;

  RedisStatistics(RegionStatisticsStore store, RunSettings run, RegionMapRecord map) {
    this.store = store;
    this.run = run;
    this.map = map;
  }

  /**
   * The statistics of this run and lineage, if Redis holds them and they can be used.
   *
   * @throws RunRefused when it is another run's under the same name
   * @throws RedisUnavailable if Redis is away
   */
  Optional<StatisticsSnapshot> read() {
    Optional<StatisticsSnapshot> held = store.read();
    Optional<String> flaw = held.flatMap(RedisStatistics::flaw);
    flaw.ifPresent(
        reason ->
            LOG.warn(
                "the statistics of run '{}' in Redis cannot be used ({}); they are rebuilt from the"
                    + " step reports",
                run.name(),
                reason));
    Optional<StatisticsSnapshot> readable = held.filter(snapshot -> flaw.isEmpty());
    readable.ifPresent(this::refuseStranger);
    return readable.filter(this::isOurs);
  }

  /**
   * Replaces what Redis holds if the update begins there, or if what it holds cannot be used.
   *
   * @throws RedisUnavailable if Redis is away; repeat the call
   */
  UpdateOutcome apply(Update update) {
    UpdateOutcome outcome = store.apply(update);
    Optional<String> flaw =
        outcome instanceof UpdateOutcome.Elsewhere elsewhere
            ? flaw(elsewhere.stored())
            : Optional.of(outcome)
                .filter(UpdateOutcome.Unreadable.class::isInstance)
                .map(unreadable -> ((UpdateOutcome.Unreadable) unreadable).reason());
    if (flaw.isEmpty()) {
      return outcome;
    }
    store.discard(flaw.get());
    return store.apply(update);
  }

  /** Lets the statistics expire after {@code time}, unless they are written again. */
  void expireIn(Duration time) {
    store.expireIn(time);
  }

  /** Why {@code snapshot} cannot be used; empty when it can. */
  private static Optional<String> flaw(StatisticsSnapshot snapshot) {
    try {
      Statistics statistics = statistics(snapshot);
      boolean fits =
          statistics.lineage() == snapshot.at().lineage()
              && statistics.nextTick() == snapshot.at().tick();
      return fits
          ? Optional.empty()
          : Optional.of(
              "they hold lineage %d, tick %d, but are stored as lineage %d, tick %d"
                  .formatted(
                      statistics.lineage(),
                      statistics.nextTick(),
                      snapshot.at().lineage(),
                      snapshot.at().tick()));
    } catch (StatisticsUnreadable e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Statistics of an older lineage are replaced; others under the run's name are a mistake. */
  private void refuseStranger(StatisticsSnapshot snapshot) {
    if (snapshot.at().lineage() >= run.lineage() && !isOurs(snapshot)) {
      throw new RunRefused(
          "Redis holds statistics of run '%s' for lineage %d and another region map or shard count;"
                  .formatted(run.name(), snapshot.at().lineage())
              + " give the run another name (aria.run.name)");
    }
  }

  private boolean isOurs(StatisticsSnapshot snapshot) {
    Statistics statistics = statistics(snapshot);
    return snapshot.at().lineage() == run.lineage()
        && snapshot.at().nextOffsets().size() == run.shards()
        && statistics.regions() == map.regions()
        && statistics.regionMapDigest().equals(map.digest());
  }

  private static Statistics statistics(StatisticsSnapshot snapshot) {
    return StatisticsBytes.decode(snapshot.statistics().toBytes());
  }
}
