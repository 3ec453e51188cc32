package dev.aria.trainer.exchange;

import dev.aria.runtime.kafka.membership.ShardMembership;
import dev.aria.runtime.kafka.membership.ShardMembership.Assignment;
import dev.aria.trainer.feed.Feed;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A trainer's place among those of its student.
 *
 * @param place left when this is closed
 * @param assignments hears which shards the trainer is assigned
 */
record Membership(ShardMembership place, Consumer<Assignment> assignments) implements Feed {
  private static final Duration POLL = Duration.ofMillis(100);

  @Override
  public void poll() {
    place.poll(POLL).ifPresent(assignments);
  }

  @Override
  public void close() {
    place.close();
  }
}
