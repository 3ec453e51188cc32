package dev.aria.runtime.kafka;

import dev.aria.runtime.kafka.LogWriter.WriteFailures;
import dev.aria.runtime.topic.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records that could not be read or used to their topic's dead letters: as they were read,
 * with headers that say why, who, and where from. Thread-safe. A record may land there twice when
 * its reader dies right after.
 */
final class DeadLetters implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private final String service;
  private final TopicCreation creation;
  private final Supplier<Producer<ByteBuffer, ByteBuffer>> connect;
  private final MeterRegistry meters;
  private final WriteFailures failures;
  private final Set<String> created = ConcurrentHashMap.newKeySet();
  private @Nullable Producer<ByteBuffer, ByteBuffer> producer;

  DeadLetters(
      String service,
      TopicCreation creation,
      Supplier<Producer<ByteBuffer, ByteBuffer>> connect,
      MeterRegistry meters,
      WriteFailures failures) {
    this.service = service;
    this.creation = creation;
    this.connect = connect;
    this.meters = meters;
    this.failures = failures;
  }

  /** Returns once the record is safe there, so that its reader may go on. */
  void take(Topic<?> topic, ConsumerRecord<ByteBuffer, ByteBuffer> record, String reason) {
    if (!created.contains(topic.deadLetters())) {
      creation.ensureDeadLetters(topic);
      created.add(topic.deadLetters());
    }
    write(topic, record, reason);
    Counter.builder("aria.dead.letters")
        .description("Records that could not be read or used")
        .tag("topic", topic.name())
        .register(meters)
        .increment();
    LOG.warn(
        "record {} of {}-{} is refused ({}); it is kept in {}",
        record.offset(),
        record.topic(),
        record.partition(),
        reason,
        topic.deadLetters());
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close();
    }
  }

  private void write(Topic<?> topic, ConsumerRecord<ByteBuffer, ByteBuffer> record, String reason) {
    ProducerRecord<ByteBuffer, ByteBuffer> copy =
        new ProducerRecord<>(
            topic.deadLetters(), 0, record.timestamp(), record.key(), record.value());
    record.headers().forEach(copy.headers()::add);
    describe(copy.headers(), record, reason);
    try {
      producer().send(copy).get();
    } catch (ExecutionException e) {
      throw failures.of(topic.deadLetters(), e.getCause());
    } catch (KafkaException e) {
      throw failures.of(topic.deadLetters(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaRefused("interrupted while writing to " + topic.deadLetters(), e);
    }
  }

  private void describe(
      Headers headers, ConsumerRecord<ByteBuffer, ByteBuffer> record, String reason) {
    headers
        .add("reason", bytes(reason))
        .add("service", bytes(service))
        .add("source-topic", bytes(record.topic()))
        .add("source-partition", bytes(Integer.toString(record.partition())))
        .add("source-offset", bytes(Long.toString(record.offset())));
  }

  private synchronized Producer<ByteBuffer, ByteBuffer> producer() {
    if (producer == null) {
      producer = connect.get();
    }
    return producer;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
