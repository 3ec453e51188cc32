package dev.aria.runtime.kafka.reading;

import java.time.Instant;

/**
 * A value as it was read from the log.
 *
 * @param value decoded value
 * @param partition partition it lay in
 * @param offset its offset
 * @param timestamp when it was written
 */
public record Received<T>(T value, int partition, long offset, Instant timestamp) {}
