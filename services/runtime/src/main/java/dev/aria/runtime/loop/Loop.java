package dev.aria.runtime.loop;

import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** Does one blocking turn after another; belongs on a dispatcher of its own. */
final class Loop extends AbstractBehavior<Loop.Command> {
  private final Turns turns;

  sealed interface Command {}

  /** Ends the loop after the turn in progress. */
  enum Stop implements Command {
    INSTANCE
  }

  private enum Turn implements Command {
    INSTANCE
  }

  private Loop(ActorContext<Command> context, Turns turns) {
    super(context);
    this.turns = turns;
    context.getSelf().tell(Turn.INSTANCE);
  }

  /** A loop over what {@code open} gives, opened anew after each restart. */
  static Behavior<Command> create(Supplier<Turns> open) {
    return Behaviors.setup(context -> new Loop(context, open.get()));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Turn.class, this::onTurn)
        .onMessage(Stop.class, this::onStop)
        .onSignal(PreRestart.class, signal -> closed())
        .onSignal(PostStop.class, signal -> closed())
        .build();
  }

  private Behavior<Command> onTurn(Turn turn) {
    if (!turns.turn()) {
      return Behaviors.stopped();
    }
    getContext().getSelf().tell(Turn.INSTANCE);
    return this;
  }

  private Behavior<Command> onStop(Stop stop) {
    return Behaviors.stopped();
  }

  private Behavior<Command> closed() {
    turns.close();
    return this;
  }
}
