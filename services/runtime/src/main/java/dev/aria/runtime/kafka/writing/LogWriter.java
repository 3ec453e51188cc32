package dev.aria.runtime.kafka.writing;

import dev.aria.runtime.kafka.failure.WriteFailures;
import dev.aria.runtime.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Appends to one topic through a Kafka producer. */
public final class LogWriter<T> implements TopicWriter<T> {
  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final Producer<byte[], byte[]> producer;
  private final Topic<T> topic;
  private final WriteFailures failures;
  private final WriteWatch watch;

  public LogWriter(
      Producer<byte[], byte[]> producer, Topic<T> topic, WriteFailures failures, WriteWatch watch) {
    this.producer = producer;
    this.topic = topic;
    this.failures = failures;
    this.watch = watch;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the callback tells the same
  public CompletionStage<Long> send(int partition, String key, T value) {
    CompletableFuture<Long> offset = new CompletableFuture<>();
    ProducerRecord<byte[], byte[]> record = record(topic, partition, key, value);
    long write = watch.began();
    try {
      producer.send(
          record,
          (metadata, failure) -> {
            watch.ended(write);
            if (failure == null) {
              offset.complete(metadata.offset());
            } else {
              offset.completeExceptionally(failures.of(topic.name(), failure));
            }
          });
    } catch (KafkaException e) {
      watch.ended(write);
      offset.completeExceptionally(failures.of(topic.name(), e));
    } catch (IllegalStateException e) { // closed meanwhile
      watch.ended(write);
      offset.completeExceptionally(e);
    }
    return offset;
  }

  @Override
  public void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }

  public static <T> ProducerRecord<byte[], byte[]> record(
      Topic<T> topic, int partition, String key, T value) {
    if (partition < 0 || partition >= topic.partitions()) {
      throw new IllegalArgumentException(
          "partition is %d, %s has 0 to %d"
              .formatted(partition, topic.name(), topic.partitions() - 1));
    }
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic.name(),
            partition,
            key.getBytes(StandardCharsets.UTF_8),
            topic.codec().encode(value));
    topic
        .codec()
        .headers(value)
        .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return record;
  }
}
