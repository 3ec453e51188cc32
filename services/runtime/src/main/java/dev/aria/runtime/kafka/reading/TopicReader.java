package dev.aria.runtime.kafka.reading;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads committed records of one topic. Not thread-safe: one thread polls; only {@link #wakeUp} may
 * be called from another. A record that cannot be decoded goes to the topic's dead letters, is
 * counted, and is skipped.
 */
public interface TopicReader<T> extends AutoCloseable {
  /**
   * Waits at most {@code timeout} for records; empty when none came or {@link #wakeUp} was called.
   */
  List<Received<T>> poll(Duration timeout);

  /**
   * Keeps a record of the last {@link #poll} that can be read but not used in the topic's dead
   * letters, as it came and with {@code reason}; returns once it is safe there.
   *
   * @throws IllegalArgumentException when it did not come with the last poll
   */
  void refuse(Received<T> record, String reason);

  /** Partitions read at present. */
  Set<Integer> partitions();

  /** Next record of {@code partition} that {@link #poll} returns is the one at {@code offset}. */
  void seek(int partition, long offset);

  /** Offset of the next record that {@link #poll} returns, by partition. */
  Map<Integer, Long> positions();

  /** Offset of the oldest record kept, by partition. */
  Map<Integer, Long> beginningOffsets();

  /** Offset after the last committed record, by partition. */
  Map<Integer, Long> endOffsets();

  /**
   * Whether the next record that {@link #poll} returns lies at {@code ends} or behind, in every
   * partition of it; one that is not read counts as standing at its beginning.
   */
  default boolean hasReached(Map<Integer, Long> ends) {
    Map<Integer, Long> positions = positions();
    return ends.entrySet().stream()
        .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  /** Whether every record that is committed by now has been returned. */
  default boolean isCaughtUp() {
    return hasReached(endOffsets());
  }

  /**
   * Hands every record up to where the partitions end now to {@code sink}, and what has come with
   * the last of them by then.
   */
  default void readToEnd(Consumer<Received<T>> sink) {
    readWhile(
        record -> {
          sink.accept(record);
          return true;
        });
  }

  /**
   * Like {@link #readToEnd}, until {@code more} says no; the rest of what came with that record is
   * passed over.
   */
  default void readWhile(Predicate<Received<T>> more) {
    Map<Integer, Long> ends = endOffsets();
    boolean wanted = true;
    while (wanted && !hasReached(ends)) {
      for (Received<T> record : poll(Duration.ofMillis(200))) {
        wanted = wanted && more.test(record);
      }
    }
  }

  /** Stops fetching {@code partitions} until {@link #resume}; polling goes on. */
  void pause(Collection<Integer> partitions);

  /** Fetches {@code partitions} again. */
  void resume(Collection<Integer> partitions);

  /** Makes a poll in progress, or the next one, return at once. */
  void wakeUp();

  @Override
  void close();
}
