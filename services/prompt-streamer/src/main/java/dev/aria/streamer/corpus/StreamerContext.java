package dev.aria.streamer.corpus;

import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.tracing.ShardTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/**
 * The run that this process serves, and what it is served with.
 *
 * @param cluster Kafka, owned by the service
 * @param run what all services of the run agree on
 * @param meters metrics of the process
 * @param traces spans of the process
 * @param clock time of day
 */
public record StreamerContext(
    Cluster cluster, RunSettings run, MeterRegistry meters, ShardTraces traces, Clock clock) {}
