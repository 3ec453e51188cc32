package dev.aria.runtime.kafka.membership;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares the partitions of a group by the speed that each member tells when it joins, so that none
 * is behind with its part for longer than need be. Members keep what they hold where that fits, and
 * a partition that moves is given up in one round and assigned in the next (cooperative
 * rebalancing). Public because Kafka's client makes it.
 */
public final class SpeedAssignor implements ConsumerPartitionAssignor, Configurable {
  /** Key of the {@link DoubleSupplier} of this member's speed among the client's properties. */
  public static final String SPEED = "aria.member.speed";

  private static final Logger LOG = LoggerFactory.getLogger(SpeedAssignor.class);

  private DoubleSupplier speed = () -> Double.NaN;

  @Override
  public void configure(Map<String, ?> properties) {
    if (properties.get(SPEED) instanceof DoubleSupplier given) {
      speed = given;
    }
  }

  @Override
  public String name() {
    return "aria-speed";
  }

  @Override
  public List<RebalanceProtocol> supportedProtocols() {
    return List.of(RebalanceProtocol.COOPERATIVE);
  }

  @Override
  public ByteBuffer subscriptionUserData(Set<String> topics) {
    return ByteBuffer.allocate(Double.BYTES).putDouble(0, speed.getAsDouble());
  }

  @Override
  public GroupAssignment assign(Cluster metadata, GroupSubscription group) {
    Map<String, Subscription> members = new TreeMap<>(group.groupSubscription());
    List<TopicPartition> all =
        members.values().stream()
            .flatMap(member -> member.topics().stream())
            .distinct()
            .sorted()
            .flatMap(topic -> partitions(metadata, topic))
            .toList();
    Map<String, Double> speeds = new TreeMap<>();
    members.forEach((id, member) -> speeds.put(id, told(member)));
    Map<String, Integer> counts = SpeedShares.of(speeds, all.size());
    LOG.debug("{} partitions shared by speed: {} of {}", all.size(), counts, speeds);
    Map<String, Assignment> assigned = new HashMap<>();
    shared(members, counts, all).forEach((id, own) -> assigned.put(id, new Assignment(own)));
    return new GroupAssignment(assigned);
  }

  private static Stream<TopicPartition> partitions(Cluster metadata, String topic) {
    Integer count = metadata.partitionCountForTopic(topic);
    return IntStream.range(0, count == null ? 0 : count)
        .mapToObj(number -> new TopicPartition(topic, number));
  }

  /** What a member has told; NaN when it knows none. */
  private static double told(Subscription member) {
    ByteBuffer data = member.userData();
    return data == null || data.remaining() < Double.BYTES
        ? Double.NaN
        : data.getDouble(data.position());
  }

  private static Map<String, List<TopicPartition>> shared(
      Map<String, Subscription> members, Map<String, Integer> counts, List<TopicPartition> all) {
    Map<TopicPartition, String> owners = owners(members);
    Map<String, List<TopicPartition>> assigned = new TreeMap<>();
    List<TopicPartition> free = new ArrayList<>();
    for (TopicPartition partition : all) {
      String owner = owners.get(partition);
      if (owner == null) {
        free.add(partition);
        continue;
      }
      List<TopicPartition> kept = assigned.computeIfAbsent(owner, id -> new ArrayList<>());
      if (kept.size() < counts.getOrDefault(owner, 0)) {
        kept.add(partition);
      } // else given up now, and assigned once its owner has
    }
    counts.forEach(
        (id, count) -> {
          List<TopicPartition> own = assigned.computeIfAbsent(id, member -> new ArrayList<>());
          while (own.size() < count && !free.isEmpty()) {
            own.add(free.remove(0));
          }
        });
    return assigned;
  }

  /** Who holds what; of two that claim a partition, the one of the later generation. */
  private static Map<TopicPartition, String> owners(Map<String, Subscription> members) {
    Map<TopicPartition, String> owners = new HashMap<>();
    members.entrySet().stream()
        .sorted(Comparator.comparingInt(member -> member.getValue().generationId().orElse(-1)))
        .forEach(
            member ->
                member.getValue().ownedPartitions().forEach(p -> owners.put(p, member.getKey())));
    return owners;
  }
}
