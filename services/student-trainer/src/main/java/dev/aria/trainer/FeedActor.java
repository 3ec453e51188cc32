package dev.aria.trainer;

import dev.aria.trainer.feed.Feed;
import dev.aria.trainer.feed.SteeredFeed;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Polls a feed for as long as it lives. Runs on a pinned thread, since polling blocks; on that
 * thread the feed is opened, polled, steered and closed.
 *
 * @param <F> the feed
 */
final class FeedActor<F extends Feed> extends AbstractBehavior<Object> {
  private enum Turn {
    INSTANCE
  }

  private final F feed;
  private final BiConsumer<F, Object> steering;
  private final Consumer<Throwable> failures;

  /**
   * Polls a feed that nobody steers.
   *
   * @param opening opens the feed; called on the actor's thread
   * @param failures told of what ends the polling
   */
  static Behavior<Object> create(Supplier<Feed> opening, Consumer<Throwable> failures) {
    return of(opening, (feed, message) -> {}, failures);
  }

  /**
   * Polls a feed, and hands it the messages that the actor is sent.
   *
   * @param messages class of those messages
   * @param opening opens the feed; called on the actor's thread
   * @param failures told of what ends the polling
   */
  static <M> Behavior<M> steered(
      Class<M> messages, Supplier<SteeredFeed<M>> opening, Consumer<Throwable> failures) {
    return of(opening, (feed, message) -> feed.take(messages.cast(message)), failures).narrow();
  }

  private static <F extends Feed> Behavior<Object> of(
      Supplier<F> opening, BiConsumer<F, Object> steering, Consumer<Throwable> failures) {
    return Behaviors.setup(
        context -> {
          try {
            return new FeedActor<>(context, opening.get(), steering, failures);
          } catch (RuntimeException e) {
            failures.accept(e);
            return Behaviors.stopped();
          }
        });
  }

  private FeedActor(
      ActorContext<Object> context,
      F feed,
      BiConsumer<F, Object> steering,
      Consumer<Throwable> failures) {
    super(context);
    this.feed = feed;
    this.steering = steering;
    this.failures = failures;
    context.getSelf().tell(Turn.INSTANCE);
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(Turn.class, this::onTurn)
        .onAnyMessage(this::onSteering)
        .onSignal(PostStop.class, signal -> onStop())
        .build();
  }

  private Behavior<Object> onTurn(Turn turn) {
    try {
      feed.poll();
    } catch (RuntimeException e) {
      failures.accept(e);
      return Behaviors.stopped();
    }
    getContext().getSelf().tell(Turn.INSTANCE);
    return this;
  }

  private Behavior<Object> onSteering(Object message) {
    steering.accept(feed, message);
    return this;
  }

  private Behavior<Object> onStop() {
    feed.close();
    return this;
  }
}
