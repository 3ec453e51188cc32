package dev.aria.trainer;

import dev.aria.runtime.kafka.membership.ShardMembership.Assignment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Which of a student's shards a trainer holds, and what follows from that. */
final class ShardAssignment {
  private static final int CHIEFS_SHARD = 0;
  private static final Duration LISTENS_FOR = Duration.ofSeconds(15);

  private final int count;
  private final Clock clock;
  private Optional<Assignment> assigned = Optional.empty();
  private Instant listenersUntil = Instant.MIN;

  /** Nothing has been assigned yet, of {@code count} shards. */
  ShardAssignment(int count, Clock clock) {
    this.count = count;
    this.clock = clock;
  }

  void take(Assignment assignment) {
    assigned = Optional.of(assignment);
  }

  /** Another trainer comes: gradients are sent for a while, even when this one holds all shards. */
  void noteArrival() {
    listenersUntil = clock.instant().plus(LISTENS_FOR);
  }

  /** Whether Kafka has assigned shards to this trainer, even if none. */
  boolean isKnown() {
    return assigned.isPresent();
  }

  /** Shards held. */
  Set<Integer> owned() {
    return assigned.map(Assignment::shards).orElse(Set.of());
  }

  /** Shards of the student, held or not. */
  int count() {
    return count;
  }

  /** Whether this trainer writes the student's checkpoints. */
  boolean isChief() {
    return owned().contains(CHIEFS_SHARD);
  }

  /** Whether other trainers need the gradients that this one computes. */
  boolean hasListeners() {
    return owned().size() < count || clock.instant().isBefore(listenersUntil);
  }
}
