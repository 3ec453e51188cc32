package dev.aria.trainer;

import dev.aria.runtime.kafka.membership.ShardMembership.Assignment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Which of a student's shards a trainer holds, and what follows from that. */
final class ShardDeal {
  private static final int CHIEFS_SHARD = 0;
  private static final Duration AUDIENCE = Duration.ofSeconds(15);

  private final int shards;
  private Optional<Assignment> dealt = Optional.empty();
  private Instant audienceUntil = Instant.MIN;

  /** Nothing has been dealt yet, of {@code shards} in all. */
  ShardDeal(int shards) {
    this.shards = shards;
  }

  void take(Assignment assignment) {
    dealt = Optional.of(assignment);
  }

  /** Someone comes: what is found is written down for a while, even alone. */
  void hearsOfArrival(Instant now) {
    audienceUntil = now.plus(AUDIENCE);
  }

  /** Whether there has been a deal, even one of no shards. */
  boolean isDealt() {
    return dealt.isPresent();
  }

  /** Shards held. */
  Set<Integer> owned() {
    return dealt.map(Assignment::shards).orElse(Set.of());
  }

  /** Shards of the student, held or not. */
  int shards() {
    return shards;
  }

  /** Whether this trainer writes the student's checkpoints. */
  boolean isChief() {
    return owned().contains(CHIEFS_SHARD);
  }

  /** Whether other trainers need to hear what this one finds. */
  boolean hasListeners(Instant now) {
    return owned().size() < shards || now.isBefore(audienceUntil);
  }
}
