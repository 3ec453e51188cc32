package dev.aria.trainer;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** Polls a source for as long as it lives. Runs on a pinned thread, since polling blocks. */
final class Polling extends AbstractBehavior<Polling.Turn> {
  /** Poll once more. */
  enum Turn {
    INSTANCE
  }

  /** What is polled, and passes on what comes. */
  interface Source extends AutoCloseable {
    /** Waits a moment at most. */
    void poll();

    @Override
    void close();
  }

  private final Source source;
  private final Consumer<Throwable> failures;

  /**
   * @param opening opens the source; called on the actor's thread
   * @param failures told of what ends the polling
   */
  static Behavior<Turn> create(Supplier<Source> opening, Consumer<Throwable> failures) {
    return Behaviors.setup(
        context -> {
          try {
            return new Polling(context, opening.get(), failures);
          } catch (RuntimeException e) {
            failures.accept(e);
            return Behaviors.stopped();
          }
        });
  }

  private Polling(ActorContext<Turn> context, Source source, Consumer<Throwable> failures) {
    super(context);
    this.source = source;
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
      source.poll();
    } catch (RuntimeException e) {
      failures.accept(e);
      return Behaviors.stopped();
    }
    getContext().getSelf().tell(Turn.INSTANCE);
    return this;
  }

  private Behavior<Turn> onStop() {
    source.close();
    return this;
  }
}
