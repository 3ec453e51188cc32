package dev.aria.runtime.settings;

import java.time.Duration;
import java.util.Map;

/**
 * How to reach the Kafka cluster (section {@code aria.kafka}).
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param client further properties of Kafka's clients: TLS, SASL, whatever else the settings give
 * @param unreachableAfter how long a cluster that does not answer is tried again before giving up
 * @param noticeEvery how often a line says that it does not answer
 * @param fetchWait how long the broker may hold a fetch that has nothing to bring
 * @param sessionTimeout a silent group member loses its partitions after this
 * @param transactionTimeout a silent writer's transaction is rolled back after this
 * @param replication copies of each partition of a topic created here; -1 is the broker's default
 */
public record KafkaSettings(
    String bootstrapServers,
    Map<String, String> client,
    Duration unreachableAfter,
    Duration noticeEvery,
    Duration fetchWait,
    Duration sessionTimeout,
    Duration transactionTimeout,
    int replication) {
  public KafkaSettings {
    client = Map.copyOf(client);
    Bounds.filled("aria.kafka.bootstrap-servers", bootstrapServers);
    Bounds.atLeast("aria.kafka.unreachable-after", unreachableAfter, Duration.ofSeconds(1));
    Bounds.atLeast("aria.kafka.notice-every", noticeEvery, Duration.ofMillis(100));
    Bounds.atLeast("aria.kafka.fetch-wait", fetchWait, Duration.ZERO);
    Bounds.atLeast("aria.kafka.session-timeout", sessionTimeout, Duration.ofSeconds(1));
    Bounds.atLeast("aria.kafka.transaction-timeout", transactionTimeout, Duration.ofSeconds(1));
    if (replication != -1) {
      Bounds.within("aria.kafka.replication", replication, 1, Short.MAX_VALUE);
    }
  }

  /** Names the properties of the clients, whose values may be secret. */
  @Override
  public String toString() {
    return "KafkaSettings[bootstrapServers=%s, client=%s]"
        .formatted(bootstrapServers, client.keySet().stream().sorted().toList());
  }

  /** The same for the cluster at {@code others}. */
  public KafkaSettings at(String others) {
    return new KafkaSettings(
        others,
        client,
        unreachableAfter,
        noticeEvery,
        fetchWait,
        sessionTimeout,
        transactionTimeout,
        replication);
  }

  /** The defaults for the cluster at {@code bootstrapServers}. */
  public static KafkaSettings of(String bootstrapServers) {
    return new KafkaSettings(
        bootstrapServers,
        Map.of(),
        Duration.ofMinutes(5),
        Duration.ofSeconds(10),
        Duration.ofMillis(100),
        Duration.ofSeconds(6),
        Duration.ofSeconds(4),
        -1);
  }
}
