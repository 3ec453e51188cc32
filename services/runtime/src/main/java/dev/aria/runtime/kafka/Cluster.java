package dev.aria.runtime.kafka;

import dev.aria.runtime.kafka.failure.OffsetGone;
import dev.aria.runtime.kafka.membership.ShardMembership;
import dev.aria.runtime.kafka.reading.GroupReader;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.transaction.TransactionalWriter;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.topic.Topic;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.DoubleSupplier;

/** A Kafka cluster, as the services use it. Thread-safe. */
public interface Cluster extends AutoCloseable {
  /** Creates the topics that are missing, and waits until every partition is served. */
  void ensure(List<Topic<?>> topics);

  /**
   * Deletes the topics, records and dead letters included, and waits until they are gone; those
   * that do not exist are passed over.
   */
  void delete(List<Topic<?>> topics);

  /**
   * Bytes on the brokers' disks, all replicas together, of each topic whose name begins with {@code
   * prefix}.
   */
  SortedMap<String, Long> sizes(String prefix);

  /**
   * Deletes the topics of these names, and waits until they are gone; those not there are passed
   * over.
   */
  void deleteNamed(Collection<String> topics);

  /** Deletes {@code group} and how far it has read; passes over one that is not there. */
  void deleteGroup(String group);

  /** Whether the cluster answers now; waits for at most 5 s. */
  boolean answers();

  /** Whether the topic exists. */
  boolean exists(Topic<?> topic);

  /**
   * Whether no transaction is open on {@code partition} of {@code topic}: then all that is
   * committed by now can be read. False where there is no such topic.
   */
  boolean isSettled(Topic<?> topic, int partition);

  /** How many partitions the topic has in the cluster; empty when it does not exist. */
  Optional<Integer> partitions(Topic<?> topic);

  /**
   * Offset up to which {@code group} has consumed the topic, by partition; none where it has not. A
   * transaction counts once the broker has settled it, a moment after its commit has returned.
   */
  Map<Integer, Long> consumed(Topic<?> topic, String group);

  /**
   * Reads {@code partitions} of {@code topic} from their beginning, until told to seek. Of a topic
   * that keeps all its records the first must be there: if not, polling throws {@link OffsetGone}.
   */
  <T> TopicReader<T> reader(Topic<T> topic, Collection<Integer> partitions);

  /**
   * Like {@link #reader}, for a look at records that another reader consumes: one that cannot be
   * decoded is passed over, since that reader keeps it in the dead letters.
   */
  <T> TopicReader<T> preview(Topic<T> topic, Collection<Integer> partitions);

  /**
   * Like {@link #reader}, for a topic on which little happens: waiting costs less, but partitions
   * resumed or sought while it waits are up to half a second late.
   */
  <T> TopicReader<T> quietReader(Topic<T> topic, Collection<Integer> partitions);

  /**
   * Reads {@code topic} as a member of {@code group}, each partition from what the group has
   * consumed or else from its first record. Polling throws {@link OffsetGone} when what comes next
   * has been deleted.
   */
  <T> GroupReader<T> groupReader(Topic<T> topic, String group);

  /**
   * Like {@link #groupReader(Topic, String)}, in a group that assigns partitions by the speed of
   * its members, whatever its unit; NaN is one that is not known yet. Whoever's has changed asks
   * for a new assignment with {@link GroupReader#shareAgain}.
   */
  <T> GroupReader<T> groupReader(Topic<T> topic, String group, DoubleSupplier speed);

  /** A place in {@code group}, whose members share out the partitions of {@code topic}. */
  ShardMembership membership(Topic<?> topic, String group);

  /** How many members {@code group} has, those included that died less than a session ago. */
  int members(String group);

  /** Writes {@code topic}. */
  <T> TopicWriter<T> writer(Topic<T> topic);

  /**
   * Writes in transactions; {@code transactionalId} names the one live writer. What a predecessor
   * left open in the topics {@code written} is rolled back before this returns, even where a broker
   * that crashed has forgotten to.
   */
  TransactionalWriter transactionalWriter(String transactionalId, Topic<?>... written);

  /**
   * Like {@link #transactionalWriter(String, Topic...)}, for transactions that commit how far the
   * group of {@code consumed} has read, which has not polled yet: what was left open of that is
   * rolled back as well.
   */
  TransactionalWriter transactionalWriter(
      String transactionalId, GroupReader<?> consumed, Topic<?>... written);

  @Override
  void close();
}
