package dev.aria.trainer;

import dev.aria.runtime.kafka.Received;
import dev.aria.runtime.kafka.TopicReader;
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
 * Follows a quiet topic and passes on what comes. Runs on a pinned thread, since polling blocks.
 *
 * @param <T> value of the topic
 */
final class TopicTail<T> extends AbstractBehavior<TopicTail.Turn> {
  /** Poll once more. */
  enum Turn {
    INSTANCE
  }

  private static final Duration POLL = Duration.ofMillis(250);

  private final TopicReader<T> reader;
  private final Consumer<T> values;
  private final Consumer<Throwable> failures;

  /**
   * @param opening opens the reader where it is to begin; called on the actor's thread
   */
  static <T> Behavior<Turn> create(
      Supplier<TopicReader<T>> opening, Consumer<T> values, Consumer<Throwable> failures) {
    return Behaviors.setup(
        context -> {
          try {
            return new TopicTail<>(context, opening.get(), values, failures);
          } catch (RuntimeException e) {
            failures.accept(e);
            return Behaviors.stopped();
          }
        });
  }

  private TopicTail(
      ActorContext<Turn> context,
      TopicReader<T> reader,
      Consumer<T> values,
      Consumer<Throwable> failures) {
    super(context);
    this.reader = reader;
    this.values = values;
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
      reader.poll(POLL).stream().map(Received::value).forEach(values);
    } catch (RuntimeException e) {
      failures.accept(e);
      return Behaviors.stopped();
    }
    getContext().getSelf().tell(Turn.INSTANCE);
    return this;
  }

  private Behavior<Turn> onStop() {
    reader.close();
    return this;
  }
}
