package dev.aria.runtime.kafka.reading;

import dev.aria.runtime.kafka.deadletter.DeadLetters.Refusal;
import dev.aria.runtime.kafka.deadletter.RefusedRecords;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Undecodable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Turns the records of one poll into values, and hands on what cannot be read or is refused, as a
 * rule to the dead letters. Not thread-safe.
 */
final class RecordDecoding<T> {
  private final Topic<T> topic;
  private final RefusedRecords refused;
  private ConsumerRecords<ByteBuffer, ByteBuffer> last = ConsumerRecords.empty();

  RecordDecoding(Topic<T> topic, RefusedRecords refused) {
    this.topic = topic;
    this.refused = refused;
  }

  /**
   * What can be read of {@code records}, once the rest is safe in the dead letters; they are kept
   * as they came until the next call.
   */
  List<Received<T>> decoded(ConsumerRecords<ByteBuffer, ByteBuffer> records) {
    last = records;
    List<Received<T>> values = new ArrayList<>(records.count());
    List<Refusal> refusals = new ArrayList<>();
    for (ConsumerRecord<ByteBuffer, ByteBuffer> record : records) {
      try {
        values.add(decoded(record));
      } catch (Undecodable e) {
        refusals.add(new Refusal(record, String.valueOf(e.getMessage())));
      }
    }
    refused.take(topic, refusals);
    return values;
  }

  /** Returns once the record as it came is safe in the dead letters. */
  void refuse(Received<T> received, String reason) {
    TopicPartition partition = new TopicPartition(topic.name(), received.partition());
    ConsumerRecord<ByteBuffer, ByteBuffer> record =
        last.records(partition).stream()
            .filter(candidate -> candidate.offset() == received.offset())
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "record %d of %s did not come with the last poll"
                            .formatted(received.offset(), partition)));
    refused.take(topic, List.of(new Refusal(record, reason)));
  }

  private Received<T> decoded(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
    if (record.value() == null) {
      throw new Undecodable("the record has no value");
    }
    T value = topic.codec().decode(record.value().duplicate(), headers(record));
    return new Received<>(
        value, record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()));
  }

  private static Map<String, String> headers(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.put(
            header.key().toLowerCase(Locale.ROOT),
            new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return headers;
  }
}
