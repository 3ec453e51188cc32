package dev.aria.runtime.kafka.admin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Looks up consumer groups. Thread-safe. */
public final class GroupAdmin {
  private final Admin admin;
  private final AdminAnswers answers;

  public GroupAdmin(Admin admin, AdminAnswers answers) {
    this.admin = admin;
    this.answers = answers;
  }

  /**
   * Next offset of each partition that {@code group} has committed, by the transactions settled so
   * far. Asked for stable offsets, Kafka's admin client leaves out whatever is in a transaction.
   */
  public Map<Integer, Long> consumed(String topic, String group) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        answers
            .await(
                () -> admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
                GroupIdNotFoundException.class)
            .orElse(Map.of());
    Map<Integer, Long> next = new HashMap<>();
    committed.forEach(
        (partition, offset) -> {
          if (partition.topic().equals(topic) && offset != null) {
            next.put(partition.partition(), offset.offset());
          }
        });
    return next;
  }

  /** Members of {@code group}; none when there is no such group. */
  public int members(String group) {
    return answers
        .await(
            () -> admin.describeConsumerGroups(List.of(group)).describedGroups().get(group),
            GroupIdNotFoundException.class)
        .map(description -> description.members().size())
        .orElse(0);
  }

  /** Deletes {@code group} with its offsets, if there is one. */
  public void delete(String group) {
    answers.await(
        () -> admin.deleteConsumerGroups(List.of(group)).deletedGroups().get(group),
        GroupIdNotFoundException.class);
  }
}
