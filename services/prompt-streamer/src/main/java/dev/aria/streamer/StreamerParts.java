package dev.aria.streamer;

import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/**
 * What tagger and sampler of one process share.
 *
 * @param cluster owned by the service
 * @param run what all services of the run agree on
 * @param settings the prompt-streamer's own
 * @param meters metrics of the process
 * @param clock time of day
 */
record StreamerParts(
    Cluster cluster,
    RunSettings run,
    StreamerSettings settings,
    MeterRegistry meters,
    Clock clock) {}
