package dev.aria.runtime.kafka;

import java.util.Set;
import java.util.function.Consumer;

/**
 * A reader whose partitions are dealt out among the members of a group, and go on from what the
 * group has consumed.
 */
public interface GroupReader<T> extends TopicReader<T> {
  /** Calls {@code revoked} from {@link #poll} with partitions that this member has just lost. */
  void onRevoked(Consumer<Set<Integer>> revoked);
}
