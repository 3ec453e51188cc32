package dev.aria.operations.tail;

import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.topic.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The newest records of a topic, and those that come. */
public final class RecordTail {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /** Each record may lie in a transaction of its own, whose end takes an offset. */
  private static final int OFFSETS_OF_A_RECORD = 2;

  private final Cluster cluster;
  private final Topic<String> topic;

  public RecordTail(Cluster cluster, Topic<String> topic) {
    this.cluster = cluster;
    this.topic = topic;
  }

  /**
   * Hands lines to {@code out}: the last {@code count} records in the order of their writing, then
   * those that come until {@code stopped}.
   *
   * @param json whether a line is one JSON object, place and time among its fields
   */
  public void print(int count, boolean json, Consumer<String> out, BooleanSupplier stopped) {
    List<Integer> all = IntStream.range(0, topic.partitions()).boxed().toList();
    try (TopicReader<String> reader = cluster.preview(topic, all)) {
      Map<Integer, Long> first = reader.beginningOffsets();
      reader
          .endOffsets()
          .forEach(
              (partition, end) ->
                  reader.seek(
                      partition,
                      Math.max(
                          first.getOrDefault(partition, 0L),
                          end - (long) OFFSETS_OF_A_RECORD * count)));
      newest(reader, count).forEach(record -> out.accept(line(record, json)));
      while (!stopped.getAsBoolean()) {
        reader.poll(PATIENCE).forEach(record -> out.accept(line(record, json)));
      }
    }
  }

  private static Deque<Received<String>> newest(TopicReader<String> reader, int count) {
    Deque<Received<String>> found = new ArrayDeque<>();
    reader.readToEnd(found::add);
    List<Received<String>> ordered =
        found.stream()
            .sorted(
                Comparator.comparing((Received<String> record) -> record.timestamp())
                    .thenComparing(Received::partition)
                    .thenComparing(Received::offset))
            .toList();
    return new ArrayDeque<>(ordered.subList(Math.max(0, ordered.size() - count), ordered.size()));
  }

  private static String line(Received<String> record, boolean json) {
    String form =
        json
            ? "{\"partition\":%2$d,\"offset\":%3$d,\"time\":\"%1$s\",\"record\":%4$s}"
            : "%s %d@%d %s";
    return form.formatted(record.timestamp(), record.partition(), record.offset(), record.value());
  }
}
