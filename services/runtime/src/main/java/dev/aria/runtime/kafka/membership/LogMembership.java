package dev.aria.runtime.kafka.membership;

import dev.aria.runtime.kafka.failure.KafkaRefused;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** A place in a consumer group whose member fetches nothing: all that it is assigned is paused. */
public final class LogMembership implements ShardMembership {
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final KafkaConsumer<ByteBuffer, ByteBuffer> consumer;
  private final String servers;
  private final String topic;
  private @Nullable Assignment assigned;

  public LogMembership(
      KafkaConsumer<ByteBuffer, ByteBuffer> consumer, String servers, String topic) {
    this.consumer = consumer;
    this.servers = servers;
    this.topic = topic;
    consumer.subscribe(List.of(topic), new Rebalance());
  }

  @Override
  public Optional<Assignment> poll(Duration timeout) {
    try {
      consumer.poll(timeout);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      throw KafkaRefused.of(servers, "no member of the group over " + topic, e);
    }
    Optional<Assignment> news = Optional.ofNullable(assigned);
    assigned = null;
    return news;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE));
  }

  private final class Rebalance implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      consumer.pause(partitions);
      Set<Integer> shards =
          partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
      assigned = new Assignment(shards);
    }

    /**
     * What was assigned stays with this member until the next assignment: work done twice does no
     * harm.
     */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
  }
}
