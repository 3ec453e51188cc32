package dev.aria.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.aria.embedded.BrokerSecurity;
import dev.aria.embedded.Certificates;
import dev.aria.embedded.EmbeddedKafka;
import dev.aria.runtime.kafka.failure.KafkaRefused;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A broker that speaks TLS and asks who is there. */
class SecureKafkaIT {
  private static final String SECRET = "hunter2";
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir static Path dir;
  private static Certificates certificates;
  private static Certificates others;
  private static EmbeddedKafka broker;

  @BeforeAll
  static void start() throws IOException {
    certificates = Certificates.make(dir, "broker");
    others = Certificates.make(dir, "others");
    Files.writeString(dir.resolve("secret"), SECRET + "\n");
    Files.writeString(dir.resolve("wrong"), "hunter3");
    broker =
        EmbeddedKafka.start(
            dir.resolve("kafka"),
            new BrokerSecurity(
                certificates.keystore(), Certificates.PASSWORD, Map.of("aria", SECRET)));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SCRAM-SHA-512", "PLAIN"})
  void readerAndWriter_overTlsAsAUser_passRecords(String mechanism) {
    Topic<String> topic = Texts.topic("records-" + mechanism, 1);
    Logger log = (Logger) LoggerFactory.getLogger("org.apache.kafka");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    log.setLevel(Level.INFO);
    try (KafkaCluster cluster = cluster(mechanism, "secret", certificates)) {
      cluster.ensure(List.of(topic));
      try (TopicWriter<String> writer = cluster.writer(topic);
          TopicReader<String> reader = cluster.reader(topic, List.of(0))) {
        writer.send(0, "key", "poison").toCompletableFuture().join();
        writer.send(0, "key", "value").toCompletableFuture().join();

        assertThat(Texts.take(reader, 1)).containsExactly("value");
      }
      assertThat(cluster.exists(Texts.topic(topic.deadLetters(), 1))).isTrue();
    } finally {
      log.detachAppender(lines);
      log.setLevel(null);
    }
    assertThat(lines.list)
        .isNotEmpty()
        .noneMatch(line -> line.getFormattedMessage().contains(SECRET));
  }

  @Test
  void anyUse_wrongPassword_isRefusedSoonWithServerAndWayOut() {
    refusedSoon("wrong", certificates, "aria.kafka.security.username, password");
  }

  @Test
  void anyUse_untrustedCertificate_isRefusedSoonWithServerAndWayOut() {
    refusedSoon("secret", others, "aria.kafka.security.truststore");
  }

  private static void refusedSoon(String passwordFile, Certificates trusted, String wayOut) {
    Topic<String> topic = Texts.topic("never", 1);
    Instant start = Instant.now();
    try (KafkaCluster cluster = cluster("SCRAM-SHA-512", passwordFile, trusted);
        TopicReader<String> reader = cluster.reader(topic, List.of(0));
        TopicWriter<String> writer = cluster.writer(topic)) {
      ThrowingCallable reading =
          () -> {
            while (Instant.now().isBefore(start.plus(SOON))) {
              reader.poll(Duration.ofMillis(100));
            }
          };
      for (ThrowingCallable use :
          List.<ThrowingCallable>of(
              () -> cluster.ensure(List.of(topic)), reading, () -> unwrapped(writer, topic))) {
        assertThatThrownBy(use)
            .isInstanceOf(KafkaRefused.class)
            .hasMessageContainingAll("Kafka at " + broker.bootstrap(), wayOut)
            .hasMessageNotContainingAny(SECRET, "hunter3");
      }
    }
    assertThat(Duration.between(start, Instant.now())).isLessThan(SOON);
  }

  private static void unwrapped(TopicWriter<String> writer, Topic<String> topic) throws Throwable {
    try {
      writer.send(0, "key", topic.name()).toCompletableFuture().join();
    } catch (java.util.concurrent.CompletionException e) {
      throw e.getCause();
    }
  }

  private static KafkaCluster cluster(String mechanism, String passwordFile, Certificates trusted) {
    Settings settings =
        Settings.load(
            "-Daria.kafka.bootstrap-servers=" + broker.bootstrap(),
            "-Daria.kafka.security.protocol=SASL_SSL",
            "-Daria.kafka.security.mechanism=" + mechanism,
            "-Daria.kafka.security.truststore=" + trusted.certificate(),
            "-Daria.kafka.security.username=aria",
            "-Daria.kafka.security.password-file=" + dir.resolve(passwordFile));
    assertThat(settings.dump() + settings.kafka()).doesNotContain(SECRET);
    return KafkaCluster.connect(
        settings.kafka(), "tester", new SimpleMeterRegistry(), InstantSource.system());
  }
}
