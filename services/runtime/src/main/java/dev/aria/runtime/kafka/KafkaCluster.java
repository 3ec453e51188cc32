package dev.aria.runtime.kafka;

import dev.aria.runtime.kafka.admin.AdminAnswers;
import dev.aria.runtime.kafka.admin.GroupAdmin;
import dev.aria.runtime.kafka.admin.LogBounds;
import dev.aria.runtime.kafka.admin.TopicAdmin;
import dev.aria.runtime.kafka.deadletter.DeadLetters;
import dev.aria.runtime.kafka.deadletter.RefusedRecords;
import dev.aria.runtime.kafka.failure.KafkaRefused;
import dev.aria.runtime.kafka.failure.Outage;
import dev.aria.runtime.kafka.failure.WriteFailures;
import dev.aria.runtime.kafka.membership.LogMembership;
import dev.aria.runtime.kafka.membership.ShardMembership;
import dev.aria.runtime.kafka.reading.GroupPlace;
import dev.aria.runtime.kafka.reading.GroupReader;
import dev.aria.runtime.kafka.reading.LagMeters;
import dev.aria.runtime.kafka.reading.LogReader;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.transaction.AdminTransactions;
import dev.aria.runtime.kafka.transaction.BrokerTransactions;
import dev.aria.runtime.kafka.transaction.LogTransactions;
import dev.aria.runtime.kafka.transaction.TransactionalWriter;
import dev.aria.runtime.kafka.writing.LogWriter;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.kafka.writing.WriteWatch;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** A Kafka cluster through Kafka's own clients. Readers and writers are closed by their owners. */
public final class KafkaCluster implements Cluster {

  private final KafkaSettings settings;
  private final InstantSource clock;
  private final ClientProperties properties;
  private final Admin admin;
  private final AtomicBoolean leaving = new AtomicBoolean();
  private final AdminAnswers answers;
  private final TopicAdmin topics;
  private final GroupAdmin groups;
  private final BrokerTransactions transactions;
  private final DeadLetters deadLetters;
  private final WriteWatch watch;
  private final LagMeters lags;

  private KafkaCluster(
      KafkaSettings settings, String service, MeterRegistry meters, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.properties = new ClientProperties(settings, service);
    this.admin = connected(properties.admin(), Admin::create);
    this.answers = new AdminAnswers(settings, clock, leaving::get);
    this.topics = new TopicAdmin(admin, answers, settings, clock);
    this.groups = new GroupAdmin(admin, answers);
    this.transactions = new AdminTransactions(admin, answers);
    this.watch = new WriteWatch(settings, clock).started();
    this.lags = new LagMeters(meters);
    this.deadLetters =
        new DeadLetters(
            service, topics, () -> producer(properties.deadLetterWriter()), meters, failures());
  }

  /**
   * A cluster as {@code service} sees it; nothing is asked of it yet.
   *
   * @throws KafkaRefused when the settings are not ones that Kafka's clients accept
   */
  public static KafkaCluster connect(
      KafkaSettings settings, String service, MeterRegistry meters, InstantSource clock) {
    return new KafkaCluster(settings, service, meters, clock);
  }

  @Override
  public void ensure(List<Topic<?>> wanted) {
    topics.ensure(wanted);
  }

  @Override
  public void delete(List<Topic<?>> unwanted) {
    topics.delete(unwanted);
  }

  @Override
  public SortedMap<String, Long> sizes(String prefix) {
    return topics.sizes(prefix);
  }

  @Override
  public void deleteNamed(Collection<String> unwanted) {
    topics.deleteNamed(unwanted);
  }

  @Override
  public void deleteGroup(String group) {
    groups.delete(group);
  }

  @Override
  public boolean answers() {
    return topics.answers();
  }

  @Override
  public boolean exists(Topic<?> topic) {
    return partitions(topic).isPresent();
  }

  @Override
  public Optional<Integer> partitions(Topic<?> topic) {
    return topics.partitions(topic.name());
  }

  @Override
  public boolean isSettled(Topic<?> topic, int partition) {
    return new LogBounds(admin, answers).isSettled(new TopicPartition(topic.name(), partition));
  }

  @Override
  public Map<Integer, Long> consumed(Topic<?> topic, String group) {
    return groups.consumed(topic.name(), group);
  }

  @Override
  public <T> TopicReader<T> reader(Topic<T> topic, Collection<Integer> partitions) {
    return LogReader.assigned(
            consumer(properties.reader()), topic, partitions, deadLetters, outage())
        .measuredBy(lags);
  }

  @Override
  public <T> TopicReader<T> preview(Topic<T> topic, Collection<Integer> partitions) {
    return LogReader.assigned(
        consumer(properties.reader()),
        topic,
        partitions,
        RefusedRecords.LEFT_TO_ANOTHER_READER,
        outage());
  }

  @Override
  public <T> TopicReader<T> quietReader(Topic<T> topic, Collection<Integer> partitions) {
    return LogReader.assigned(
            consumer(properties.quietReader()), topic, partitions, deadLetters, outage())
        .measuredBy(lags);
  }

  @Override
  public <T> GroupReader<T> groupReader(Topic<T> topic, String group) {
    return member(topic, properties.member(group));
  }

  @Override
  public <T> GroupReader<T> groupReader(Topic<T> topic, String group, DoubleSupplier speed) {
    return member(topic, properties.fastMember(group, speed));
  }

  private <T> GroupReader<T> member(Topic<T> topic, Map<String, Object> all) {
    return LogReader.member(
            consumer(all), topic, deadLetters, outage(), new LogBounds(admin, answers))
        .measuredBy(lags);
  }

  @Override
  public ShardMembership membership(Topic<?> topic, String group) {
    return new LogMembership(
        consumer(properties.shardMember(group)), settings.bootstrapServers(), topic.name());
  }

  @Override
  public int members(String group) {
    return groups.members(group);
  }

  @Override
  public <T> TopicWriter<T> writer(Topic<T> topic) {
    return new LogWriter<>(producer(properties.writer()), topic, failures(), watch);
  }

  @Override
  public TransactionalWriter transactionalWriter(String transactionalId, Topic<?>... written) {
    return transactionalWriter(
        new LogTransactions.Scope(transactionalId, List.of(written), List.of()));
  }

  @Override
  public TransactionalWriter transactionalWriter(
      String transactionalId, GroupReader<?> consumed, Topic<?>... written) {
    GroupPlace place = LogTransactions.log(consumed).place();
    return transactionalWriter(
        new LogTransactions.Scope(transactionalId, List.of(written), List.of(place)));
  }

  private TransactionalWriter transactionalWriter(LogTransactions.Scope scope) {
    LogTransactions writer =
        new LogTransactions(
            () -> producer(properties.transactional(scope.id())),
            transactions,
            scope,
            failures(),
            watch,
            settings.transactionTimeout());
    try {
      writer.begin();
      return writer;
    } catch (RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  /** Once a question is not answered from now on, waits 5 s more and no longer; from any thread. */
  public void leave() {
    leaving.set(true);
  }

  @Override
  public void close() {
    deadLetters.close();
    watch.close();
    admin.close(Duration.ZERO); // whoever still asks is not heard any more
  }

  BrokerTransactions transactions() {
    return transactions;
  }

  DeadLetters deadLetters() {
    return deadLetters;
  }

  private Outage outage() {
    return new Outage(settings, clock, leaving::get);
  }

  private WriteFailures failures() {
    return new WriteFailures(settings.bootstrapServers(), settings.unreachableAfter());
  }

  private KafkaConsumer<ByteBuffer, ByteBuffer> consumer(Map<String, Object> all) {
    return connected(
        all,
        p -> new KafkaConsumer<>(p, new ByteBufferDeserializer(), new ByteBufferDeserializer()));
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> all) {
    return connected(
        all, p -> new KafkaProducer<>(p, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  private <C> C connected(Map<String, Object> all, Function<Map<String, Object>, C> client) {
    try {
      return client.apply(all);
    } catch (KafkaException e) {
      if (quotesTheLogin(e)) {
        throw new KafkaRefused(
            "aria.kafka.client's sasl.jaas.config is no login; quote its values with \", or give"
                + " aria.kafka.security instead");
      }
      String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new KafkaRefused(
          "aria.kafka (bootstrap-servers = %s): %s".formatted(settings.bootstrapServers(), reason),
          e);
    }
  }

  /** Kafka's parser of logins shows the word that it stumbled over, which may be the password. */
  private static boolean quotesTheLogin(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String said = String.valueOf(t.getMessage());
      if (said.contains("JAAS") || said.contains("LoginModule")) {
        return true;
      }
    }
    return false;
  }
}
