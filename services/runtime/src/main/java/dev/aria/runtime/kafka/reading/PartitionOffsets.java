package dev.aria.runtime.kafka.reading;

import dev.aria.runtime.kafka.admin.LogBounds;
import dev.aria.runtime.kafka.failure.OffsetGone;
import dev.aria.runtime.kafka.failure.Outage;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Positions, beginnings and ends of a consumer's partitions. Asks again while no answer comes, and
 * keeps a wake-up for the next poll. For the consumer's thread.
 */
final class PartitionOffsets {
  private final KafkaConsumer<?, ?> consumer;
  private final StartingPlaces starts;
  private final Outage outage;
  private final @Nullable LogBounds bounds;
  private final AtomicBoolean woken = new AtomicBoolean();

  /**
   * @param bounds asked for beginnings and ends in the consumer's place, where there is one
   */
  PartitionOffsets(
      KafkaConsumer<?, ?> consumer,
      StartingPlaces starts,
      Outage outage,
      @Nullable LogBounds bounds) {
    this.consumer = consumer;
    this.starts = starts;
    this.outage = outage;
    this.bounds = bounds;
  }

  Map<TopicPartition, Long> positions() {
    Map<TopicPartition, Long> positions = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      positions.put(partition, answer(() -> consumer.position(partition)));
    }
    return positions;
  }

  Map<TopicPartition, Long> beginnings(Set<TopicPartition> partitions) {
    return bounds == null
        ? answer(() -> consumer.beginningOffsets(partitions))
        : bounds.beginnings(partitions);
  }

  Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
    return bounds == null ? answer(() -> consumer.endOffsets(partitions)) : bounds.ends(partitions);
  }

  /** Whether a wake-up came while something was asked; once. */
  boolean takeWakeUp() {
    return woken.getAndSet(false);
  }

  /** What {@code e} means, with the offsets that are there. */
  OffsetGone gone(OffsetOutOfRangeException e) {
    TopicPartition partition = e.partitions().iterator().next();
    Set<TopicPartition> one = Set.of(partition);
    return new OffsetGone(
        partition,
        e.offsetOutOfRangePartitions().getOrDefault(partition, -1L),
        beginnings(one).getOrDefault(partition, -1L),
        ends(one).getOrDefault(partition, -1L),
        e);
  }

  private <V> V answer(Supplier<V> question) {
    Instant asked = outage.asking();
    while (true) {
      try {
        V value = question.get();
        outage.answered();
        return value;
      } catch (WakeupException e) {
        woken.set(true);
      } catch (NoOffsetForPartitionException e) {
        starts.seek(e.partitions());
      } catch (TimeoutException e) {
        outage.unanswered(asked, e);
      }
    }
  }
}
