package dev.aria.trainer;

import dev.aria.runtime.kafka.ShardMembership;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Holds a trainer's place among those of its student, and says which shards it is dealt. Runs on a
 * pinned thread, since polling blocks.
 */
final class Membership extends AbstractBehavior<Membership.Turn> {
  /** Poll once more. */
  enum Turn {
    INSTANCE
  }

  private static final Duration POLL = Duration.ofMillis(100);

  private final ShardMembership place;
  private final Consumer<ShardMembership.Assignment> deals;
  private final Consumer<Throwable> failures;

  /**
   * @param joining takes the place; called on the actor's thread
   */
  static Behavior<Turn> create(
      Supplier<ShardMembership> joining,
      Consumer<ShardMembership.Assignment> deals,
      Consumer<Throwable> failures) {
    return Behaviors.setup(
        context -> {
          try {
            return new Membership(context, joining.get(), deals, failures);
          } catch (RuntimeException e) {
            failures.accept(e);
            return Behaviors.stopped();
          }
        });
  }

  private Membership(
      ActorContext<Turn> context,
      ShardMembership place,
      Consumer<ShardMembership.Assignment> deals,
      Consumer<Throwable> failures) {
    super(context);
    this.place = place;
    this.deals = deals;
    this.failures = failures;
    context.getSelf().tell(Turn.INSTANCE);
  }

  @Override
  public Receive<Turn> createReceive() {
    return newReceiveBuilder()
        .onMessage(Turn.class, this::onTurn)
        .onSignal(PostStop.class, signal -> onStop())
        .build();
  }

  private Behavior<Turn> onTurn(Turn turn) {
    try {
      place.poll(POLL).ifPresent(deals);
    } catch (RuntimeException e) {
      failures.accept(e);
      return Behaviors.stopped();
    }
    getContext().getSelf().tell(Turn.INSTANCE);
    return this;
  }

  private Behavior<Turn> onStop() {
    place.close();
    return this;
  }
}
