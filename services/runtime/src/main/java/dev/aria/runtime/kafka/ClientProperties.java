package dev.aria.runtime.kafka;

import dev.aria.runtime.kafka.admin.RecordLimits;
import dev.aria.runtime.kafka.membership.SpeedAssignor;
import dev.aria.runtime.settings.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Properties of Kafka's clients; why each is what it is was measured. */
final class ClientProperties {
  private static final int BATCH_BYTES = 1 << 20;
  private static final Duration QUIET_FETCH_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(5);

  private final KafkaSettings settings;
  private final String clientId;

  ClientProperties(KafkaSettings settings, String clientId) {
    this.settings = settings;
    this.clientId = clientId;
  }

  Map<String, Object> admin() {
    Map<String, Object> all = common();
    all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(requestTimeout()));
    all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(requestTimeout()));
    return all;
  }

  Map<String, Object> reader() {
    Map<String, Object> all = common();
    all.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic"); // twice as fast where it seeks
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"); // a lost offset must be heard of
    // the default of 500 ms holds up every partition behind one that is at its end
    all.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, millis(settings.fetchWait()));
    all.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, RecordLimits.LARGEST);
    all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * RecordLimits.LARGEST);
    // 60 s by default, in which nothing is said of a cluster that is away
    all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(requestTimeout()));
    return all;
  }

  Map<String, Object> quietReader() {
    Map<String, Object> all = reader();
    all.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, millis(QUIET_FETCH_WAIT));
    return all;
  }

  /** Cooperative, so that members keep what they hold; and any broker's defaults will do. */
  Map<String, Object> member(String group) {
    Map<String, Object> all = reader();
    all.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    all.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(settings.sessionTimeout()));
    all.put(
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        millis(settings.sessionTimeout().dividedBy(12)));
    return all;
  }

  /** A member that gets partitions by its speed. */
  Map<String, Object> fastMember(String group, DoubleSupplier speed) {
    Map<String, Object> all = member(group);
    all.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, SpeedAssignor.class.getName());
    all.put(SpeedAssignor.SPEED, speed);
    return all;
  }

  /** A member that fetches nothing: each is assigned one unbroken range. */
  Map<String, Object> shardMember(String group) {
    Map<String, Object> all = member(group);
    all.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"); // it reads nothing
    return all;
  }

  Map<String, Object> writer() {
    Map<String, Object> all = common();
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"); // noise does not shrink
    all.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RecordLimits.LARGEST);
    all.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 2); // 100 ms sits in every second transaction
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, settings.unreachableAfter().toMillis());
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(requestTimeout()));
    all.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        millis(settings.unreachableAfter().plus(requestTimeout())));
    return all;
  }

  /** Room for any record that can be read, and for what is said of it. */
  Map<String, Object> deadLetterWriter() {
    Map<String, Object> all = writer();
    all.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        RecordLimits.LARGEST + RecordLimits.DEAD_LETTER_ROOM);
    return all;
  }

  Map<String, Object> transactional(String transactionalId) {
    Map<String, Object> all = writer();
    all.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    all.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, millis(settings.transactionTimeout()));
    return all;
  }

  private Map<String, Object> common() {
    Map<String, Object> all = new HashMap<>(settings.client());
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    all.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    all.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    return all;
  }

  private Duration requestTimeout() {
    Duration patience = settings.unreachableAfter();
    return patience.compareTo(LONGEST_REQUEST) < 0 ? patience : LONGEST_REQUEST;
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
