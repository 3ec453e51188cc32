package dev.aria.trainer;

import dev.aria.runtime.kafka.membership.ShardMembership;
import dev.aria.runtime.kafka.membership.ShardMembership.Assignment;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A trainer's place among those of its student.
 *
 * @param place left when this is closed
 * @param deals hears which shards the trainer is dealt
 */
record Membership(ShardMembership place, Consumer<Assignment> deals) implements Polling.Source {
  private static final Duration POLL = Duration.ofMillis(100);

  @Override
  public void poll() {
    place.poll(POLL).ifPresent(deals);
  }

  @Override
  public void close() {
    place.close();
  }
}
