package dev.aria.trainer;

import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What brings a trainer its steps.
 *
 * @param targets reads and prepares the steps to come
 * @param gradients brings what other trainers have found
 */
record Feeds(ActorRef<TargetFeed.Command> targets, ActorRef<GradientFeed.Command> gradients) {
  /** Wants {@code steps} more. */
  void demand(int steps) {
    targets.tell(new TargetFeed.Demand(steps));
  }

  /** The trainer is to find {@code shards} from now on, and stands at {@code step}. */
  void dealt(Set<Integer> shards, long step) {
    targets.tell(new TargetFeed.Prepare(shards));
    standsAt(step, shards);
  }

  /** The trainer, which holds {@code shards}, stands at {@code step}. */
  void standsAt(long step, Set<Integer> shards) {
    gradients.tell(new GradientFeed.At(step, shards));
  }
}
