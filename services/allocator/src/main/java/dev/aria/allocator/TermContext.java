package dev.aria.allocator;

import dev.aria.core.discrepancy.StatisticsBytes;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.runtime.redis.PackedStatistics;
import dev.aria.runtime.redis.Position;
import dev.aria.runtime.redis.StatisticsSnapshot;
import dev.aria.runtime.settings.RunSettings;
import java.util.Collections;

/**
 * What every term of a process works with.
 *
 * @param parts of the process
 * @param map the run's region map
 * @param maker turns statistics into weights
 * @param log control and checkpoint topics
 * @param redis the statistics in Redis
 */
record TermContext(
    AllocatorParts parts,
    RegionMapRecord map,
    WeightsMaker maker,
    RunLog log,
    RedisStatistics redis) {
  static TermContext of(AllocatorParts parts, RegionMapRecord map) {
    RunSettings run = parts.run();
    return new TermContext(
        parts,
        map,
        new WeightsMaker(run, map, PairShares.of(map, parts.pairs())),
        new RunLog(parts.cluster(), run, map.digest()),
        new RedisStatistics(parts.store(), run, map));
  }

  /** The statistics before the first report. */
  StatisticsSnapshot beginning() {
    RunSettings run = parts.run();
    return new StatisticsSnapshot(
        0,
        new Position(run.lineage(), 0, Collections.nCopies(run.shards(), 0L)),
        PackedStatistics.of(StatisticsBytes.encode(maker.initial())));
  }
}
