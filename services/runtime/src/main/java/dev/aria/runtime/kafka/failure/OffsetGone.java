package dev.aria.runtime.kafka.failure;

import org.apache.kafka.common.TopicPartition;

/**
 * A reader is to go on at an offset that its partition does not hold: retention or an operator has
 * deleted records that it needs, or the topic is another than it was. Going on elsewhere would lose
 * them in silence, so the service ends and says what can be done.
 */
public final class OffsetGone extends RuntimeException {
  public OffsetGone(TopicPartition at, long offset, long beginning, long end, Throwable cause) {
    super(
        offset < beginning
            ? "records %d to %d of topic %s, partition %d, are gone: the log now begins at offset %d (it ends at %d), and this service was to go on at %d; %s"
                .formatted(
                    offset,
                    beginning - 1,
                    at.topic(),
                    at.partition(),
                    beginning,
                    end,
                    offset,
                    Remedy.lost(at.topic()))
            : "topic %s, partition %d, ends at offset %d (it begins at %d), but this service was to go on at %d: the topic was deleted and made again, or Kafka has lost its end; %s"
                .formatted(
                    at.topic(), at.partition(), end, beginning, offset, Remedy.lost(at.topic())),
        cause);
  }
}
