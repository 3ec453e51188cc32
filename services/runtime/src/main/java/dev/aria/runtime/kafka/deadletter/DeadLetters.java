package dev.aria.runtime.kafka.deadletter;

import dev.aria.runtime.kafka.admin.RecordLimits;
import dev.aria.runtime.kafka.admin.TopicAdmin;
import dev.aria.runtime.kafka.failure.KafkaRefused;
import dev.aria.runtime.kafka.failure.WriteFailures;
import dev.aria.runtime.topic.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records that could not be read or used to their topic's dead letters. Thread-safe. A
 * record may land there twice when its reader dies right after.
 */
public final class DeadLetters implements RefusedRecords, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  /** Largest value that is kept whole; the topic and the producer take a little more. */
  private static final int MOST_VALUE = RecordLimits.LARGEST;

  private static final int SURELY_FITS = 256 << 10;

  private final String service;
  private final TopicAdmin topics;
  private final Supplier<Producer<byte[], byte[]>> connect;
  private final MeterRegistry meters;
  private final WriteFailures failures;
  private final Set<String> created = ConcurrentHashMap.newKeySet();
  private @Nullable Producer<byte[], byte[]> producer;

  public DeadLetters(
      String service,
      TopicAdmin topics,
      Supplier<Producer<byte[], byte[]>> connect,
      MeterRegistry meters,
      WriteFailures failures) {
    this.service = service;
    this.topics = topics;
    this.connect = connect;
    this.meters = meters;
    this.failures = failures;
  }

  /** A record and why it is refused. */
  public record Refusal(ConsumerRecord<ByteBuffer, ByteBuffer> record, String reason) {}

  /**
   * Returns once the records are safe there, so that their reader may go on. All are sent before
   * the first is waited for: a thousand take a moment, not a thousand round trips.
   */
  @Override
  public void take(Topic<?> topic, List<Refusal> refusals) {
    if (refusals.isEmpty()) {
      return;
    }
    if (!created.contains(topic.deadLetters())) {
      topics.ensureDeadLetters(topic);
      created.add(topic.deadLetters());
    }
    write(topic, refusals);
    Counter.builder("aria.dead.letters")
        .description("Records that could not be read or used")
        .tag("topic", topic.name())
        .register(meters)
        .increment(refusals.size());
    for (Refusal refusal : refusals) {
      LOG.warn(
          "record {} of {}-{} is refused ({}); it is kept in {}",
          refusal.record().offset(),
          refusal.record().topic(),
          refusal.record().partition(),
          refusal.reason(),
          topic.deadLetters());
    }
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close();
    }
  }

  private void write(Topic<?> topic, List<Refusal> refusals) {
    try {
      List<Future<RecordMetadata>> written = new ArrayList<>(refusals.size());
      for (Refusal refusal : refusals) {
        written.add(producer().send(letter(topic, refusal).holding(MOST_VALUE)));
      }
      for (int i = 0; i < written.size(); i++) {
        confirm(written.get(i), letter(topic, refusals.get(i)));
      }
    } catch (ExecutionException e) {
      throw failures.of(topic.deadLetters(), e.getCause());
    } catch (KafkaException e) {
      throw failures.of(topic.deadLetters(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaRefused("interrupted while writing to " + topic.deadLetters(), e);
    }
  }

  /** A topic made by other hands may hold less: it then gets what every broker takes. */
  private void confirm(Future<RecordMetadata> written, DeadLetterRecord letter)
      throws ExecutionException, InterruptedException {
    try {
      written.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof RecordTooLargeException)) {
        throw e;
      }
      producer().send(letter.holding(SURELY_FITS)).get();
    }
  }

  private DeadLetterRecord letter(Topic<?> topic, Refusal refusal) {
    return new DeadLetterRecord(topic.deadLetters(), service, refusal.record(), refusal.reason());
  }

  private synchronized Producer<byte[], byte[]> producer() {
    if (producer == null) {
      producer = connect.get();
    }
    return producer;
  }
}
