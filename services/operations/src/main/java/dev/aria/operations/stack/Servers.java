package dev.aria.operations.stack;

import dev.aria.embedded.EmbeddedRedis;
import dev.aria.embedded.KafkaProcess;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.settings.RedisSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The Kafka and Redis that a command works against: those of the given settings, or those that
 * another command runs under the data folder, or of its own, started there and stopped with it.
 */
public final class Servers implements AutoCloseable {
  /** Setting that holds Kafka's address. */
  public static final String KAFKA = "aria.kafka.bootstrap-servers";

  /** Setting that holds Redis' address. */
  public static final String REDIS = "aria.redis.uri";

  private final Path data;
  private final Optional<KafkaProcess> ownKafka;
  private final Optional<EmbeddedRedis> ownRedis;
  private final KafkaSettings kafka;
  private final RedisSettings redis;
  private final Runnable end = this::stop;

  private Servers(
      Path data,
      Optional<KafkaProcess> ownKafka,
      Optional<EmbeddedRedis> ownRedis,
      Optional<KafkaSettings> kafka,
      Optional<RedisSettings> redis) {
    this.data = data;
    this.ownKafka = ownKafka;
    this.ownRedis = ownRedis;
    this.kafka =
        kafka.or(() -> ownKafka.map(own -> KafkaSettings.of(own.bootstrap()))).orElseThrow();
    this.redis = redis.or(() -> ownRedis.map(own -> RedisSettings.of(own.uri()))).orElseThrow();
  }

  /**
   * Uses the servers of the given settings; where one is missing, that which runs under {@code
   * data}; and starts one there when none does.
   */
  public static Servers open(
      Path data, Optional<KafkaSettings> kafka, Optional<RedisSettings> redis) {
    Optional<ServerAddresses> running = ServerAddresses.running(data);
    return start(
        data,
        kafka.or(() -> running.map(ServerAddresses::kafka).map(KafkaSettings::of)),
        redis.or(() -> running.map(ServerAddresses::redis).map(RedisSettings::of)));
  }

  private static Servers start(
      Path data, Optional<KafkaSettings> kafka, Optional<RedisSettings> redis) {
    Optional<KafkaProcess> ownKafka = Optional.empty();
    Optional<EmbeddedRedis> ownRedis = Optional.empty();
    try {
      if (kafka.isEmpty()) {
        ownKafka = Optional.of(KafkaProcess.start(data.resolve("kafka")));
      }
      if (redis.isEmpty()) {
        ownRedis = Optional.of(EmbeddedRedis.start(data.resolve("redis")));
      }
      Servers servers = new Servers(data, ownKafka, ownRedis, kafka, redis);
      servers.announce();
      return servers;
    } catch (RuntimeException failure) {
      ownRedis.ifPresent(EmbeddedRedis::close);
      ownKafka.ifPresent(KafkaProcess::close);
      throw failure;
    }
  }

  private void announce() {
    if (startedSome()) {
      new ServerAddresses(kafka.bootstrapServers(), redis.uri()).announce(data);
      EndOfProcess.ours().add(end);
    }
  }

  /** How to reach Kafka. */
  public KafkaSettings kafka() {
    return kafka;
  }

  /** How to reach Redis. */
  public RedisSettings redis() {
    return redis;
  }

  /** The two addresses as settings, by full key. */
  public Map<String, String> settings() {
    return Map.of(KAFKA, kafka.bootstrapServers(), REDIS, redis.uri());
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
