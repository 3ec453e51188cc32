package dev.aria.runtime.kafka.admin;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Where partitions begin and end, asked of the admin client. A consumer that is a member of a group
 * must not be asked (kafka-clients 4.4, OffsetFetcher.fetchOffsetsByTimes): its heartbeat thread
 * may complete the answer and be held up before it has stored it; the asking thread then asks
 * again, both write to the same maps, and the heartbeat thread dies of it, and with it the
 * consumer. Thread-safe.
 */
public final class LogBounds {
  private static final ListOffsetsOptions COMMITTED =
      new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
  private static final ListOffsetsOptions WRITTEN =
      new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);

  private final Admin admin;
  private final AdminAnswers answers;

  public LogBounds(Admin admin, AdminAnswers answers) {
    this.admin = admin;
    this.answers = answers;
  }

  /** First offset that is there, of each; nothing where the topic is gone. */
  public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
    return offsets(partitions, OffsetSpec.earliest());
  }

  /** Offset after the last committed record, of each; nothing where the topic is gone. */
  public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    return offsets(partitions, OffsetSpec.latest());
  }

  /** Whether no transaction is open on {@code partition}. */
  public boolean isSettled(TopicPartition partition) {
    Collection<TopicPartition> one = List.of(partition);
    Long written = offsets(one, OffsetSpec.latest(), WRITTEN).get(partition);
    return written != null && ends(one).getOrDefault(partition, 0L) >= written;
  }

  private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec at) {
    return offsets(partitions, at, COMMITTED);
  }

  private Map<TopicPartition, Long> offsets(
      Collection<TopicPartition> partitions, OffsetSpec at, ListOffsetsOptions options) {
    Map<TopicPartition, OffsetSpec> wanted =
        partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> at));
    Map<TopicPartition, ListOffsetsResultInfo> found =
        answers
            .await(
                () -> admin.listOffsets(wanted, options).all(),
                UnknownTopicOrPartitionException.class)
            .orElse(Map.of());
    return found.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }
}
