package dev.aria.runtime.loop;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/** The loops of a service, each on a thread of its own; they end together. Thread-safe. */
public final class Loops {
  private final ActorRef<Guardian.Command> guardian;
  private final CompletableFuture<Void> done;

  private Loops(ActorRef<Guardian.Command> guardian, CompletableFuture<Void> done) {
    this.guardian = guardian;
    this.done = done;
  }

  /**
   * One loop.
   *
   * @param name name of its actor
   * @param open makes its turns, anew after a transaction was rolled back
   */
  public record Part(String name, Supplier<Turns> open) {}

  /** Starts {@code parts} under {@code name}. */
  public static Loops start(ActorSystem<?> actors, String name, List<Part> parts) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    return new Loops(actors.systemActorOf(Guardian.create(parts, done), name, Props.empty()), done);
  }

  /** Completes once every loop has ended, with what made the first one fail. */
  public CompletionStage<Void> done() {
    return done.minimalCompletionStage();
  }

  /** Asks every loop to end after the turn in progress; any number of times. */
  public void stop() {
    guardian.tell(Guardian.Stop.INSTANCE);
  }
}
