package dev.aria.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.aria.embedded.KafkaProcess;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A broker that is killed, or stopped, and comes back, under a service at work. */
class BrokerOutageIT {
  private static final int RESTARTS = Integer.getInteger("aria.test.takeovers", 1);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final List<Logger> loggers = List.of((Logger) LoggerFactory.getLogger(WriteWatch.class));
  private final Topic<String> source = Texts.topic("source", 1);
  private final Topic<String> sink = Texts.topic("sink", 1);
  private final AtomicInteger copied = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();

  @TempDir Path dir;
  private KafkaProcess broker;
  private KafkaCluster cluster;

  @BeforeEach
  void start() {
    lines.start();
    loggers.forEach(logger -> logger.setLevel(Level.INFO));
    loggers.forEach(logger -> logger.addAppender(lines));
    broker = KafkaProcess.start(dir);
    KafkaSettings usual = KafkaSettings.of(broker.bootstrap());
    KafkaSettings settings =
        new KafkaSettings(
            usual.bootstrapServers(),
            usual.client(),
            usual.unreachableAfter(),
            Duration.ofSeconds(1),
            usual.fetchWait(),
            usual.sessionTimeout(),
            usual.transactionTimeout(),
            usual.replication());
    cluster =
        KafkaCluster.connect(settings, "tester", new SimpleMeterRegistry(), InstantSource.system());
    cluster.ensure(List.of(source, sink));
  }

  @AfterEach
  void stop() {
    loggers.forEach(logger -> logger.detachAppender(lines));
    loggers.forEach(logger -> logger.setLevel(null));
    cluster.close();
    broker.close();
  }

  @Test
  void copying_brokerKilledAndRestarted_goesOnWithinTenSecondsAndLosesNothing() {
    copyThrough("kill -9", lost -> lost.handle().destroyForcibly());
  }

  @Test
  void copying_brokerStoppedAndRestarted_goesOnWithinTenSecondsAndLosesNothing() {
    copyThrough("stop", KafkaProcess::close);
  }

  private void copyThrough(String how, Consumer<KafkaProcess> end) {
    List<Duration> times = new ArrayList<>();
    CompletableFuture<Integer> writing = CompletableFuture.supplyAsync(this::write);
    CompletableFuture<Void> copying = CompletableFuture.runAsync(this::copy);
    for (int i = 0; i < RESTARTS; i++) {
      int before = copied.get();
      await(() -> copied.get() > before + 50);
      times.add(restart(end));
    }
    over.set(true);
    int written = writing.join();
    await(() -> copied.get() == written);
    copying.join();

    Collections.sort(times);
    LoggerFactory.getLogger(BrokerOutageIT.class)
        .warn(
            "broker restart after {}: median {} ms, maximum {} ms of {}, from when it listens",
            how,
            times.get(times.size() / 2).toMillis(),
            times.get(times.size() - 1).toMillis(),
            times.size());
    assertThat(times).allMatch(time -> time.compareTo(LIMIT) < 0);
    assertThat(values(written))
        .isEqualTo(IntStream.range(0, written).mapToObj(Integer::toString).toList());
  }

  /** Ends the broker, lets its absence be noticed, and starts it; how long until work goes on. */
  private Duration restart(Consumer<KafkaProcess> end) {
    lines.list.clear();
    end.accept(broker);
    broker.handle().onExit().join();
    await(() -> said("has not acknowledged a write for"));
    broker = KafkaProcess.start(dir);
    long listening = System.nanoTime();
    int before = copied.get();
    await(() -> copied.get() > before + 1);
    Duration time = Duration.ofNanos(System.nanoTime() - listening);
    await(() -> said("acknowledges writes again"));
    return time;
  }

  private boolean said(String words) {
    return List.copyOf(lines.list).stream()
        .anyMatch(line -> line.getFormattedMessage().contains(words));
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

  /** Copies every record in transactions, as a teacher does. */
  private void copy() {
    try (TransactionalWriter writer = cluster.transactionalWriter("copier");
        GroupReader<String> reader = cluster.groupReader(source, "copiers")) {
      long next = 0;
      while (!over.get() || next < reader.endOffsets().getOrDefault(0, next)) {
        List<Received<String>> received = reader.poll(Duration.ofMillis(50));
        if (!received.isEmpty()) {
          next = received.get(received.size() - 1).offset() + 1;
          commit(writer, reader, received, next);
          copied.addAndGet(received.size());
        }
      }
    }
  }

  private void commit(
      TransactionalWriter writer,
      GroupReader<String> reader,
      List<Received<String>> received,
      long next) {
    writer.commit(
        transaction -> {
          received.forEach(record -> transaction.send(sink, 0, "", record.value()));
          transaction.consumed(reader, Map.of(0, next));
        });
  }

  private List<String> values(int count) {
    try (TopicReader<String> reader = cluster.reader(sink, List.of(0))) {
      return Texts.take(reader, count);
    }
  }

  private static void await(Callable<Boolean> reached) {
    Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(reached);
  }
}
