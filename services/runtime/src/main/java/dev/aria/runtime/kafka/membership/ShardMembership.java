package dev.aria.runtime.kafka.membership;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A place in a group that assigns the partitions of a topic, each to one member; the members read
 * nothing through it. Not thread-safe: one thread polls.
 */
public interface ShardMembership extends AutoCloseable {
  /**
   * What this member was assigned.
   *
   * @param shards partitions, one unbroken range; none when there are more members than partitions
   */
  record Assignment(Set<Integer> shards) {
    public Assignment {
      shards = Set.copyOf(shards);
    }
  }

  /** Waits at most {@code timeout} for a new assignment; empty when none came. */
  Optional<Assignment> poll(Duration timeout);

  /** Leaves, so that the others have its shards at once. */
  @Override
  void close();
}
