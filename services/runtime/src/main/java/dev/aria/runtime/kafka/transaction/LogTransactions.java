package dev.aria.runtime.kafka.transaction;

import dev.aria.runtime.kafka.failure.FencedOut;
import dev.aria.runtime.kafka.failure.KafkaUnreachable;
import dev.aria.runtime.kafka.failure.RolledBack;
import dev.aria.runtime.kafka.failure.WriteFailures;
import dev.aria.runtime.kafka.reading.GroupPlace;
import dev.aria.runtime.kafka.reading.GroupReader;
import dev.aria.runtime.kafka.reading.LogReader;
import dev.aria.runtime.kafka.writing.LogWriter;
import dev.aria.runtime.kafka.writing.WriteWatch;
import dev.aria.runtime.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes in transactions through a Kafka producer that holds a transactional id. */
public final class LogTransactions implements TransactionalWriter {
  private static final Logger LOG = LoggerFactory.getLogger(LogTransactions.class);
  private static final Duration CLOSE = Duration.ofSeconds(10);

  /** Of TransactionManager.EndTxnHandler in kafka-clients 4.4. */
  private static final String STUMBLE = "Unhandled error in EndTxnResponse";

  private static final byte[] NOTHING = new byte[0];

  /**
   * What a writer is for.
   *
   * @param id its transactional id
   * @param written topics that it writes; none leaves those a crash has left open as they are
   * @param consumed groups whose place it commits, one at most
   */
  public record Scope(String id, List<Topic<?>> written, List<GroupPlace> consumed) {}

  private final Supplier<Producer<byte[], byte[]>> connect;
  private final BrokerTransactions brokers;
  private Producer<byte[], byte[]> producer;
  private final String id;
  private final List<Topic<?>> written;
  private final List<GroupPlace> consumed;
  private final WriteFailures failures;
  private final WriteWatch watch;
  private final CommitWatch commits;

  /**
   * @param connect makes a producer that holds the transactional id
   * @param brokers what became of its transactions
   * @param timeout age at which the brokers roll a transaction back
   */
  public LogTransactions(
      Supplier<Producer<byte[], byte[]>> connect,
      BrokerTransactions brokers,
      Scope scope,
      WriteFailures failures,
      WriteWatch watch,
      Duration timeout) {
    this.connect = connect;
    this.brokers = brokers;
    this.producer = connect.get();
    this.id = scope.id();
    this.written = scope.written();
    this.consumed = scope.consumed();
    this.failures = failures;
    this.watch = watch;
    this.commits = new CommitWatch(brokers, id, timeout.multipliedBy(2));
  }

  /** Takes the transactional id over from whoever holds it, rolling back what they left open. */
  public void begin() {
    try {
      watch.during(
          () -> {
            producer.initTransactions();
            rollBackForgotten();
          });
    } catch (KafkaException e) {
      throw failure(e);
    }
  }

  /**
   * Now nothing of ours may be open. Where something is, the brokers ended a transaction without
   * marking its end there, as a crash can make them do; our next commit would count for it, too.
   * Rolling back another transaction of ours over the same partitions marks both. So it is with the
   * place of our group: a commit of ours would move it on as the forgotten transaction wanted to.
   * That of another member's open transaction cannot be told from it, and is left as it is.
   */
  private void rollBackForgotten() {
    Set<TopicPartition> forgotten = brokers.open(id, written);
    List<GroupPlace> places =
        consumed.stream().filter(at -> !forgotten.isEmpty() || brokers.unsettled(at)).toList();
    if (!forgotten.isEmpty()) {
      LOG.warn("a transaction of '{}' was left open in {}; it is rolled back now", id, forgotten);
    }
    if (!forgotten.isEmpty() || !places.isEmpty()) {
      rollBack(forgotten, places);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback sees what a send failed with
  private void rollBack(Set<TopicPartition> forgotten, List<GroupPlace> places) {
    AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
    producer.beginTransaction();
    for (GroupPlace at : places) {
      producer.sendOffsetsToTransaction(
          Map.of(new TopicPartition(at.topic(), 0), new OffsetAndMetadata(0)), at.member());
    }
    for (TopicPartition p : forgotten) {
      producer.send(
          new ProducerRecord<>(p.topic(), p.partition(), NOTHING, NOTHING),
          (sent, e) -> failed.compareAndSet(null, e));
    }
    producer.flush();
    if (failed.get() != null) {
      throw new KafkaException("cannot write to " + forgotten, failed.get());
    }
    producer.abortTransaction();
  }

  @Override
  public void commit(Consumer<Transaction> content) {
    try {
      watch.during(
          () -> {
            producer.beginTransaction();
            content.accept(new Open());
            commits.commit(producer);
          });
    } catch (CommitWatch.Stalled e) {
      goOnAfter(e);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      if (isStumble(e)) {
        settle(e);
        return;
      }
      RuntimeException failure = failure(e);
      boolean outrun = failure instanceof FencedOut || caused(e, InvalidTxnStateException.class);
      if (outrun && brokers.timedOut(id)) {
        LOG.info("a transaction of '{}' took too long and was rolled back", id);
        beginAgain();
        throw new RolledBack(id, e);
      }
      if (!(failure instanceof FencedOut || failure instanceof KafkaUnreachable)) {
        abort(e);
      }
      throw failure;
    } catch (RuntimeException e) {
      abort(e);
      throw e;
    }
  }

  /**
   * Whether the coordinator answered the commit itself with a failure that Kafka's client does not
   * know; it has no kind but these words. Whatever was sent had been acknowledged by then.
   */
  private static boolean isStumble(KafkaException e) {
    return String.valueOf(e.getMessage()).startsWith(STUMBLE);
  }

  /**
   * The coordinator stumbles over a commit that arrives while it is rolling the same transaction
   * back for its age; what became of it is for the coordinator to say.
   */
  private void settle(KafkaException stumble) {
    BrokerTransactions.End end = brokers.end(id);
    if (end == BrokerTransactions.End.UNKNOWN) {
      throw new FencedOut(id, stumble);
    }
    LOG.warn("a transaction of '{}' met {}; it is {}", id, stumble.getMessage(), end);
    beginAgain();
    if (end == BrokerTransactions.End.ROLLED_BACK) {
      throw new RolledBack(id, stumble);
    }
  }

  /**
   * What the closed producer had sent last may have arrived after the brokers were asked. Taking
   * the id over ends that for good: the epoch then tells whether there was a transaction in
   * between.
   */
  private void goOnAfter(CommitWatch.Stalled stalled) {
    beginAgain();
    if (brokers.epoch(id).orElse(-1) != stalled.epoch() + 1) {
      throw new FencedOut(id, stalled);
    }
    LOG.warn(
        "a transaction of '{}' was rolled back, and {}; a new producer goes on",
        id,
        stalled.getMessage());
    throw new RolledBack(id, stalled);
  }

  /**
   * The broker turns the writer of a transaction that took too long away, by its state or by a
   * fence just as a successor would; but then there is none, and the id is still ours.
   */
  private void beginAgain() {
    producer.close(Duration.ZERO);
    producer = connect.get();
    begin();
  }

  @Override
  public void close() {
    commits.close();
    producer.close(CLOSE);
  }

  private void abort(RuntimeException reason) {
    try {
      producer.abortTransaction();
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
      LOG.debug("the transaction of '{}' is left to its timeout", id, e);
    }
  }

  private RuntimeException failure(KafkaException e) {
    if (caused(e, ProducerFencedException.class)
        || caused(e, InvalidProducerEpochException.class)
        || caused(e, FencedInstanceIdException.class)) {
      return new FencedOut(id, e);
    }
    if (caused(e, CommitFailedException.class) || caused(e, TransactionAbortableException.class)) {
      return new RolledBack(id, e);
    }
    return failures.of("in a transaction of '" + id + "'", e);
  }

  public static LogReader<?> log(GroupReader<?> reader) {
    if (reader instanceof LogReader<?> log) {
      return log;
    }
    throw new IllegalArgumentException("the reader is of another cluster: " + reader);
  }

  private static boolean caused(Throwable thrown, Class<? extends Throwable> kind) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private final class Open implements Transaction {
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails with what a send failed with
    public <T> void send(Topic<T> topic, int partition, String key, T value) {
      producer.send(LogWriter.record(topic, partition, key, value));
    }

    @Override
    public void consumed(GroupReader<?> reader, Map<Integer, Long> nextOffsets) {
      LogReader<?> log = log(reader);
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      nextOffsets.forEach(
          (partition, offset) ->
              offsets.put(
                  new TopicPartition(log.topicName(), partition), new OffsetAndMetadata(offset)));
      producer.sendOffsetsToTransaction(offsets, log.membership(id, nextOffsets));
    }
  }
}
