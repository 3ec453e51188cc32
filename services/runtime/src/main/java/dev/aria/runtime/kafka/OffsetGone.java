package dev.aria.runtime.kafka;

/** A reader was told to go on at an offset that its partition does not hold (any more). */
public final class OffsetGone extends RuntimeException {
  OffsetGone(String partition, long offset, long beginning, long end, Throwable cause) {
    super(
        "offset %d of %s is not in the log, which holds %d to %d; was the topic deleted, or its retention too short?"
            .formatted(offset, partition, beginning, end),
        cause);
  }
}
