package dev.aria.runtime.kafka.reading;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A reader whose partitions are assigned to the members of a group, and go on from what the group
 * has consumed.
 */
public interface GroupReader<T> extends TopicReader<T> {
  /**
   * A partition that the group has never consumed is read from the oldest record that is kept,
   * instead of from the first ever written, which must be there; call before the first poll.
   */
  void startAtOldestKept();

  /**
   * A partition whose place the group does not know, or has forgotten, is read from {@code places},
   * or else from the oldest record that is kept; call before the first poll.
   */
  void startAt(Map<Integer, Long> places);

  /** Has the group's partitions assigned anew with the polls to come. */
  void shareAgain();

  /** Calls {@code revoked} from {@link #poll} with partitions that this member has just lost. */
  void onRevoked(Consumer<Set<Integer>> revoked);
}
