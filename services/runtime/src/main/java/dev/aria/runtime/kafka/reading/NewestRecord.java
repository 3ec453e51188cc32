package dev.aria.runtime.kafka.reading;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the newest record of a kind in one partition without reading all of it. */
public final class NewestRecord {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int FIRST_LOOK = 16;
  private static final int WIDEN = 8;

  private NewestRecord() {}

  /**
   * The newest record of {@code reader}'s only partition that is {@code wanted}. Looks at the last
   * few records first and then ever further back. Leaves the reader at the end it saw.
   */
  public static <T> Optional<T> find(TopicReader<T> reader, Predicate<T> wanted) {
    return find(reader, FIRST_LOOK, wanted);
  }

  /**
   * Like {@link #find(TopicReader, Predicate)}, looking at the last {@code few} offsets first; the
   * end of a transaction takes one too.
   */
  public static <T> Optional<T> find(TopicReader<T> reader, int few, Predicate<T> wanted) {
    int partition = reader.partitions().iterator().next();
    long begin = reader.beginningOffsets().getOrDefault(partition, 0L);
    long end = reader.endOffsets().getOrDefault(partition, begin);
    Optional<T> found = Optional.empty();
    long from = end;
    for (long look = few; found.isEmpty() && from > begin; look *= WIDEN) {
      long until = from;
      from = Math.max(begin, end - look);
      found = last(reader, partition, new Span(from, until), wanted);
    }
    reader.seek(partition, end);
    return found;
  }

  /** Offsets from {@code from} to before {@code until}. */
  private record Span(long from, long until) {}

  private static <T> Optional<T> last(
      TopicReader<T> reader, int partition, Span span, Predicate<T> wanted) {
    Optional<T> found = Optional.empty();
    reader.seek(partition, span.from());
    while (reader.positions().getOrDefault(partition, span.until()) < span.until()) {
      List<Received<T>> records = reader.poll(POLL);
      for (Received<T> record : records) {
        if (record.offset() < span.until() && wanted.test(record.value())) {
          found = Optional.of(record.value());
        }
      }
    }
    return found;
  }
}
