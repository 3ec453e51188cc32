package dev.aria.runtime.kafka.admin;

import dev.aria.core.thread.Pause;
import dev.aria.runtime.kafka.failure.KafkaRefused;
import dev.aria.runtime.kafka.failure.Outage;
import dev.aria.runtime.settings.KafkaSettings;
import dev.aria.runtime.topic.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates, deletes and looks up topics. Thread-safe. */
public final class TopicAdmin {
  private static final Duration WEEKS = Duration.ofDays(28);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int SEGMENTS = 16;
  private static final int COMPACTED_SEGMENT_BYTES = 16 << 20;

  private final Admin admin;
  private final KafkaSettings settings;
  private final InstantSource clock;
  private final AdminAnswers answers;

  public TopicAdmin(
      Admin admin, AdminAnswers answers, KafkaSettings settings, InstantSource clock) {
    this.admin = admin;
    this.settings = settings;
    this.clock = clock;
    this.answers = answers;
  }

  /** Whether the cluster answers within the time that one request has. */
  public boolean answers() {
    try {
      return admin.describeCluster().clusterId().get() != null;
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Creates what is missing; returns once every partition has a leader. */
  public void ensure(List<Topic<?>> topics) {
    for (Topic<?> topic : topics) {
      create(newTopic(topic));
    }
    for (Topic<?> topic : topics) {
      awaitLeaders(topic.name(), topic.partitions());
    }
  }

  public void ensureDeadLetters(Topic<?> topic) {
    NewTopic dead = new NewTopic(topic.deadLetters(), 1, (short) settings.replication());
    Map<String, String> roomy = configuration(false, WEEKS, 0);
    roomy.put(
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        Integer.toString(RecordLimits.LARGEST + RecordLimits.DEAD_LETTER_ROOM));
    create(dead.configs(roomy));
    awaitLeaders(topic.deadLetters(), 1);
  }

  /** Deletes what is there of the topics and their dead letters; returns once it is gone. */
  public void delete(List<Topic<?>> topics) {
    deleteNamed(
        topics.stream().flatMap(topic -> Stream.of(topic.name(), topic.deadLetters())).toList());
  }

  /**
   * Bytes on the brokers' disks of each topic whose name begins with {@code prefix}, all replicas
   * together.
   */
  public SortedMap<String, Long> sizes(String prefix) {
    SortedMap<String, Long> sizes = new TreeMap<>();
    answer(() -> admin.listTopics().names()).stream()
        .filter(name -> name.startsWith(prefix))
        .forEach(name -> sizes.put(name, 0L));
    List<Integer> brokers =
        answer(() -> admin.describeCluster().nodes()).stream().map(Node::id).toList();
    answer(() -> admin.describeLogDirs(brokers).allDescriptions()).values().stream()
        .flatMap(folders -> folders.values().stream())
        .flatMap(folder -> folder.replicaInfos().entrySet().stream())
        .forEach(
            replica ->
                sizes.computeIfPresent(
                    replica.getKey().topic(), (name, sum) -> sum + replica.getValue().size()));
    return sizes;
  }

  private <T> T answer(Supplier<KafkaFuture<T>> question) {
    return answers.await(question, UnknownTopicOrPartitionException.class).orElseThrow();
  }

  /** Deletes the topics of these names that are there; returns once they are gone. */
  public void deleteNamed(Collection<String> names) {
    for (String name : names) {
      answers.await(
          () -> admin.deleteTopics(List.of(name)).topicNameValues().get(name),
          UnknownTopicOrPartitionException.class);
    }
    names.forEach(this::awaitGone);
  }

  private void awaitGone(String name) {
    Outage outage = new Outage(settings, clock);
    while (describe(name).isPresent()) {
      outage.unanswered(null);
      Pause.upTo(PAUSE);
    }
  }

  /** Partitions of the topic; empty when there is no such topic. */
  public Optional<Integer> partitions(String topic) {
    return describe(topic).map(description -> description.partitions().size());
  }

  /** Looks first: whoever may only read a topic that is there need not be allowed to create it. */
  private void create(NewTopic topic) {
    if (describe(topic.name()).isPresent()) {
      return;
    }
    answers.await(
        () -> admin.createTopics(List.of(topic)).values().get(topic.name()),
        TopicExistsException.class);
  }

  private void awaitLeaders(String name, int partitions) {
    Outage outage = new Outage(settings, clock);
    Optional<TopicDescription> topic = describe(name);
    while (topic.isEmpty() || !led(topic.get()) || !serves(topic.get())) {
      outage.unanswered(null);
      Pause.upTo(PAUSE);
      topic = describe(name);
    }
    int found = topic.get().partitions().size();
    if (found < partitions) {
      throw new KafkaRefused(
          "topic %s has %d partitions, this needs %d; give the run the aria.run.shards and aria.run.work-partitions that it was started with, or start it under another name (aria.run.name)"
              .formatted(name, found, partitions));
    }
  }

  private static boolean led(TopicDescription topic) {
    return topic.partitions().stream()
        .allMatch(partition -> partition.leader() != null && isNode(partition.leader()));
  }

  /**
   * Whether the leaders know that they lead, which may come a moment after the rest of the cluster
   * knows. A producer that writes in between can have its first batch turned away and its second
   * accepted: then the first is out of order, and is tried again in vain until its time is up.
   */
  private boolean serves(TopicDescription topic) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    topic
        .partitions()
        .forEach(
            partition ->
                ends.put(
                    new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
    return answers
        .await(() -> admin.listOffsets(ends).all(), UnknownTopicOrPartitionException.class)
        .isPresent();
  }

  private static boolean isNode(Node leader) {
    return leader.id() != Node.noNode().id();
  }

  private Optional<TopicDescription> describe(String topic) {
    return answers.await(
        () -> admin.describeTopics(List.of(topic)).topicNameValues().get(topic),
        UnknownTopicOrPartitionException.class);
  }

  private NewTopic newTopic(Topic<?> topic) {
    return new NewTopic(topic.name(), topic.partitions(), (short) settings.replication())
        .configs(configuration(topic.compacted(), topic.retention(), topic.retainedBytes()));
  }

  private static Map<String, String> configuration(
      boolean compacted, Duration retention, long retainedBytes) {
    Map<String, String> all = new HashMap<>();
    all.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(RecordLimits.LARGEST));
    // the broker then holds what it has unpacked to that bound: a reader would unpack any size
    all.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "uncompressed");
    if (compacted) {
      all.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
      all.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(COMPACTED_SEGMENT_BYTES));
    } else {
      all.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
      all.put(
          TopicConfig.RETENTION_BYTES_CONFIG,
          retainedBytes == 0 ? "-1" : Long.toString(retainedBytes));
      all.put(
          TopicConfig.RETENTION_MS_CONFIG,
          retention.isZero() ? "-1" : Long.toString(retention.toMillis()));
      if (retainedBytes > 0) { // only whole segments are deleted
        all.put(TopicConfig.SEGMENT_BYTES_CONFIG, Long.toString(retainedBytes / SEGMENTS));
      }
    }
    return all;
  }
}
