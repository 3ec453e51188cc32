package dev.aria.cli.stack;

import dev.aria.embedded.EmbeddedRedis;
import dev.aria.embedded.KafkaProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The Kafka and Redis that a command works against: those of the given addresses, or those that
 * another command runs under the data folder, or of its own, started there and stopped with it.
 */
public final class Servers implements AutoCloseable {
  private final Path data;
  private final Optional<KafkaProcess> ownKafka;
  private final Optional<EmbeddedRedis> ownRedis;
  private final String kafka;
  private final String redis;
  private final Runnable end = this::stop;

  private Servers(
      Path data,
      Optional<KafkaProcess> ownKafka,
      Optional<EmbeddedRedis> ownRedis,
      String kafka,
      String redis) {
    this.data = data;
    this.ownKafka = ownKafka;
    this.ownRedis = ownRedis;
    this.kafka = kafka;
    this.redis = redis;
  }

  /**
   * Uses the servers at the given addresses; where one is missing, that which runs under {@code
   * data}; and starts one there when none does.
   */
  public static Servers open(Path data, Optional<String> kafka, Optional<String> redis) {
    Optional<ServerAddresses> running = ServerAddresses.running(data);
    return start(
        data,
        kafka.or(() -> running.map(ServerAddresses::kafka)),
        redis.or(() -> running.map(ServerAddresses::redis)));
  }

  private static Servers start(Path data, Optional<String> kafka, Optional<String> redis) {
    Optional<KafkaProcess> ownKafka =
        kafka.isPresent()
            ? Optional.empty()
            : Optional.of(KafkaProcess.start(data.resolve("kafka")));
    try {
      Optional<EmbeddedRedis> ownRedis =
          redis.isPresent()
              ? Optional.empty()
              : Optional.of(EmbeddedRedis.start(data.resolve("redis")));
      Servers servers =
          new Servers(
              data,
              ownKafka,
              ownRedis,
              kafka.or(() -> ownKafka.map(KafkaProcess::bootstrap)).orElseThrow(),
              redis.or(() -> ownRedis.map(EmbeddedRedis::uri)).orElseThrow());
      if (servers.startedSome()) {
        new ServerAddresses(servers.kafka, servers.redis).announce(data);
        EndOfProcess.ours().add(servers.end);
      }
      return servers;
    } catch (RuntimeException failure) {
      ownKafka.ifPresent(KafkaProcess::close);
      throw failure;
    }
  }

  /** Kafka's bootstrap servers. */
  public String kafka() {
    return kafka;
  }

  /** Redis's URI. */
  public String redis() {
    return redis;
  }

  /** The two addresses as settings, by full key. */
  public Map<String, String> settings() {
    return Map.of("aria.kafka.bootstrap-servers", kafka, "aria.redis.uri", redis);
  }

  private boolean startedSome() {
    return ownKafka.isPresent() || ownRedis.isPresent();
  }

  @Override
  public void close() {
    stop();
    EndOfProcess.ours().remove(end);
  }

  private void stop() {
    if (startedSome()) {
      ServerAddresses.withdraw(data);
    }
    ownRedis.ifPresent(EmbeddedRedis::close);
    ownKafka.ifPresent(KafkaProcess::close);
  }
}
