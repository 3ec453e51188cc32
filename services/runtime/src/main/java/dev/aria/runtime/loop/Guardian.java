package dev.aria.runtime.loop;

import dev.aria.runtime.kafka.failure.RolledBack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/** Keeps the loops of a service; once one ends or fails, the others are stopped as well. */
final class Guardian extends AbstractBehavior<Guardian.Command> {
  private static final SupervisorStrategy AGAIN =
      SupervisorStrategy.restartWithBackoff(Duration.ofMillis(500), Duration.ofSeconds(30), 0.2);

  private final CompletableFuture<Void> done;
  private final List<ActorRef<Loop.Command>> loops = new ArrayList<>();
  private @Nullable Throwable failure;

  sealed interface Command {}

  /** Stops all loops in good order. */
  enum Stop implements Command {
    INSTANCE
  }

  private Guardian(
      ActorContext<Command> context, List<Loops.Part> parts, CompletableFuture<Void> done) {
    super(context);
    this.done = done;
    for (Loops.Part part : parts) {
      // a transaction that was rolled back is made again from what is committed; all else ends us
      var supervised =
          Behaviors.supervise(Loop.create(part.open())).onFailure(RolledBack.class, AGAIN);
      var loop =
          context.spawn(supervised, part.name(), DispatcherSelector.fromConfig("aria.pinned"));
      context.watch(loop);
      loops.add(loop);
    }
  }

  /** Completes {@code done} once every part has ended, with what made the first one fail. */
  static Behavior<Command> create(List<Loops.Part> parts, CompletableFuture<Void> done) {
    return Behaviors.setup(context -> new Guardian(context, parts, done));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Stop.class, this::onStop)
        .onSignal(ChildFailed.class, this::onFailed)
        .onSignal(Terminated.class, this::onEnded)
        .build();
  }

  private Behavior<Command> onStop(Stop stop) {
    loops.forEach(loop -> loop.tell(Loop.Stop.INSTANCE));
    return this;
  }

  private Behavior<Command> onFailed(ChildFailed failed) {
    loops.removeIf(loop -> loop.path().equals(failed.getRef().path()));
    failure = failure == null ? failed.getCause() : failure;
    return stopTheRest();
  }

  private Behavior<Command> onEnded(Terminated ended) {
    loops.removeIf(loop -> loop.path().equals(ended.getRef().path()));
    return stopTheRest();
  }

  private Behavior<Command> stopTheRest() {
    if (!loops.isEmpty()) {
      return onStop(Stop.INSTANCE);
    }
    if (failure == null) {
      done.complete(null);
    } else {
      done.completeExceptionally(failure);
    }
    return Behaviors.stopped();
  }
}
