package dev.aria.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.embedded.KafkaProcess;
import dev.aria.runtime.kafka.failure.RolledBack;
import dev.aria.runtime.kafka.reading.GroupReader;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.transaction.Transaction;
import dev.aria.runtime.kafka.transaction.TransactionalWriter;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A broker that is killed, or stopped, and comes back, under a service at work. */
class BrokerOutageIT {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerOutageIT.class);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Topic<String> source = Texts.topic("source", 1);
  private final Topic<String> sink = Texts.topic("sink", 2);
  private final AtomicInteger copied = new AtomicInteger();
  private final AtomicInteger toCopy = new AtomicInteger(Integer.MAX_VALUE);
  private final AtomicBoolean over = new AtomicBoolean();

  @TempDir Path dir;
  private KafkaProcess broker;
  private KafkaSettings settings;
  private KafkaCluster cluster;

  @BeforeEach
  void start() {
    broker = KafkaProcess.start(dir);
    settings = KafkaSettings.of(broker.bootstrap());
    cluster =
        KafkaCluster.connect(settings, "tester", new SimpleMeterRegistry(), InstantSource.system());
    cluster.ensure(List.of(source, sink));
  }

  @AfterEach
  void stop() {
    cluster.close();
    broker.close();
  }

  /**
   * The broker finds the transaction too old when it starts. It must mark that in the partitions;
   * else the next commit would count for what the first had written, too.
   */
  @Test
  void commit_brokerKilledMeanwhileForLongerThanATransactionMayLast_leavesNothingOfIt() {
    try (TransactionalWriter writer = cluster.transactionalWriter("writer", sink)) {
      assertThatThrownBy(() -> writer.commit(this::outliveTheBroker))
          .isInstanceOf(RolledBack.class);

      writer.commit(transaction -> send(transaction, "again"));
    }
    assertThat(values(2)).containsExactly("again", "again");
  }

  private void outliveTheBroker(Transaction transaction) {
    send(transaction, "late");
    await(() -> cluster.transactions().open("writer", List.of(sink)).size() == sink.partitions());
    end(lost -> lost.handle().destroyForcibly());
    long until = System.nanoTime() + settings.transactionTimeout().toNanos();
    await(() -> System.nanoTime() > until);
    broker = KafkaProcess.start(dir);
    await(() -> cluster.transactions().timedOut("writer"));
  }

  private void send(Transaction transaction, String value) {
    IntStream.range(0, sink.partitions())
        .forEach(partition -> transaction.send(sink, partition, "k", value));
  }

  @Test
  void copying_brokerKilledAndRestarted_goesOnAndLosesNothing() {
    copyThrough("kill -9", lost -> lost.handle().destroyForcibly());
  }

  @Test
  void copying_brokerStoppedAndRestarted_goesOnAndLosesNothing() {
    copyThrough("stop", KafkaProcess::close);
  }

  private void copyThrough(String how, Consumer<KafkaProcess> end) {
    CompletableFuture<Integer> writing = CompletableFuture.supplyAsync(this::write);
    CompletableFuture<Void> copying = CompletableFuture.runAsync(this::copy);
    await(() -> copied.get() > 50);
    end(end);
    broker = KafkaProcess.start(dir);
    long listening = System.nanoTime();
    int before = copied.get();
    await(() -> copied.get() > before + 1 || copying.isDone());
    Duration time = Duration.ofNanos(System.nanoTime() - listening);
    over.set(true);
    int written = writing.join();
    toCopy.set(written);
    copying.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();

    LOG.info("broker after {}: {} ms from when it listens", how, time.toMillis());
    assertThat(values(written))
        .isEqualTo(IntStream.range(0, written).mapToObj(Integer::toString).toList());
  }

  private void end(Consumer<KafkaProcess> how) {
    how.accept(broker);
    broker.handle().onExit().join();
  }

  /** Writes numbers until told that it is over; gives how many. */
  private int write() {
    int next = 0;
    try (TopicWriter<String> writer = cluster.writer(source)) {
      while (!over.get()) {
        writer.send(0, "", Integer.toString(next)).toCompletableFuture().join();
        next++;
      }
    }
    return next;
  }

  /** Copies records in transactions, as a teacher does, until all that were written are copied. */
  private void copy() {
    try (TransactionalWriter writer = cluster.transactionalWriter("copier", sink);
        GroupReader<String> reader = cluster.groupReader(source, "copiers")) {
      List<String> taken = new ArrayList<>();
      reader.onRevoked(lost -> taken.clear());
      long next = 0;
      while (copied.get() < toCopy.get()) {
        for (Received<String> record : reader.poll(Duration.ofMillis(50))) {
          taken.add(record.value());
          next = record.offset() + 1;
        }
        if (!taken.isEmpty() && committed(writer, reader, taken, next)) {
          copied.addAndGet(taken.size());
          taken.clear();
        }
      }
    }
  }

  /** Whether it was not rolled back. */
  private boolean committed(
      TransactionalWriter writer, GroupReader<String> reader, List<String> taken, long next) {
    try {
      writer.commit(
          transaction -> {
            taken.forEach(value -> transaction.send(sink, 0, "", value));
            transaction.consumed(reader, Map.of(0, next));
          });
      return true;
    } catch (RolledBack again) {
      LOG.info("{}; written again", again.getMessage());
      return false;
    }
  }

  private List<String> values(int count) {
    try (TopicReader<String> reader = cluster.reader(sink, List.of(0, 1))) {
      return Texts.take(reader, count);
    }
  }

  private static void await(Callable<Boolean> reached) {
    Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(reached);
  }
}
