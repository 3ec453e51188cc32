package dev.aria.allocator;

import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.redis.Lease;
import dev.aria.runtime.redis.RegionStatisticsStore;
import dev.aria.runtime.settings.RunSettings;
import java.time.Clock;

/**
 * What an allocator works with.
 *
 * @param cluster owned by the service
 * @param run what all services of the run agree on
 * @param pairs the paired set, owned by the service
 * @param lease of the run
 * @param store region statistics in Redis
 * @param meters metrics of the process
 * @param clock time of day
 */
record AllocatorParts(
    Cluster cluster,
    RunSettings run,
    PairedSet pairs,
    Lease lease,
    RegionStatisticsStore store,
    AllocatorMeters meters,
    Clock clock) {}
