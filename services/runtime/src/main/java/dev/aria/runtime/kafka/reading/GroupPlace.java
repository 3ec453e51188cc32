package dev.aria.runtime.kafka.reading;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a group keeps how far it has read a topic.
 *
 * @param member the group as one sees it that has not joined it: it may commit in any generation
 * @param topic name of the topic
 * @param partitions its partitions
 */
public record GroupPlace(ConsumerGroupMetadata member, String topic, int partitions) {
  public String group() {
    return member.groupId();
  }

  public Set<TopicPartition> all() {
    return IntStream.range(0, partitions)
        .mapToObj(partition -> new TopicPartition(topic, partition))
        .collect(Collectors.toSet());
  }
}
