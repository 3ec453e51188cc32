package dev.aria.trials.chaos.processes;

import dev.aria.embedded.EmbeddedRedis;
import dev.aria.embedded.KafkaProcess;
import dev.aria.operations.stack.Servers;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.settings.RedisSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Kafka and a Redis that are killed and come back at the same addresses. */
public final class ChaosServers implements AutoCloseable {
  private static final int ANSWER_MILLIS = 60_000;

  private final Path folder;
  private final String kafkaAddress;
  private final String redisAddress;
  private KafkaProcess kafka;
  private EmbeddedRedis redis;

  private ChaosServers(Path folder, KafkaProcess kafka, EmbeddedRedis redis) {
    this.folder = folder;
    this.kafka = kafka;
    this.redis = redis;
    this.kafkaAddress = kafka.bootstrap();
    this.redisAddress = redis.uri();
  }

  /** Starts both under {@code folder}. */
  public static ChaosServers start(Path folder) {
    KafkaProcess kafka = KafkaProcess.start(kafkaFolder(folder));
    try {
      return new ChaosServers(folder, kafka, EmbeddedRedis.start(redisFolder(folder)));
    } catch (RuntimeException failure) {
      kafka.close();
      throw failure;
    }
  }

  /** As other commands see them, who neither start nor stop them. */
  public Servers addresses() {
    return Servers.open(
        folder,
        Optional.of(KafkaSettings.of(kafkaAddress)),
        Optional.of(RedisSettings.of(redisAddress)));
  }

  /** Kafka's bootstrap servers. */
  public String kafka() {
    return kafkaAddress;
  }

  /** The broker's process. */
  public ProcessHandle broker() {
    return kafka.handle();
  }

  /** Redis's URI. */
  public String redis() {
    return redisAddress;
  }

  /** Starts what a run that failed has left dead, and lets go on what it left frozen. */
  public void mend() {
    Signals.thaw(kafka.handle());
    if (!kafka.handle().isAlive()) {
      startBroker();
    }
    if (!redis.handle().isAlive()) {
      startRedis();
    }
  }

  /** Kills the broker as a crash would; its data stays. */
  public void killBroker() {
    Signals.kill(kafka.handle());
    kafka.close();
  }

  /** Starts the broker again; returns when it listens where it did before. */
  public void startBroker() {
    kafka = KafkaProcess.start(kafkaFolder(folder));
    same("Kafka", kafkaAddress, kafka.bootstrap());
  }

  /** Kills Redis as a crash would, and deletes what it has kept. */
  public void loseRedis() {
    Signals.kill(redis.handle());
    redis.close();
    deleteData(redisFolder(folder));
  }

  /** Stops Redis in good order; its data stays. */
  public void stopRedis() {
    redis.close();
  }

  /** Starts Redis again; returns when it answers where it did before. */
  public void startRedis() {
    redis = EmbeddedRedis.start(redisFolder(folder));
    same("Redis", redisAddress, redis.uri());
  }

  /** Deletes every key of Redis while it runs. */
  public void flushRedis() {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(redisAddress).getPort())) {
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readNBytes(3), StandardCharsets.US_ASCII);
      if (!answer.equals("+OK")) {
        throw new IllegalStateException("Redis answered FLUSHALL with " + answer);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot flush Redis at " + redisAddress, failure);
    }
  }

  private static void same(String server, String before, String now) {
    if (!before.equals(now)) {
      throw new IllegalStateException(
          "%s came back at %s, was at %s: somebody took its port".formatted(server, now, before));
    }
  }

  private static Path kafkaFolder(Path folder) {
    return folder.resolve("kafka");
  }

  private static Path redisFolder(Path folder) {
    return folder.resolve("redis");
  }

  /** Deletes the append-only file, in whatever shape this server's version keeps it. */
  private static void deleteData(Path folder) {
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> data =
          found
              .filter(file -> folder.relativize(file).toString().startsWith("appendonly"))
              .sorted(Comparator.reverseOrder())
              .toList();
      for (Path file : data) {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot delete the data of Redis in " + folder, failure);
    }
  }

  @Override
  public void close() {
    try {
      redis.close();
      Signals.thaw(kafka.handle());
    } finally {
      kafka.close();
    }
  }
}
