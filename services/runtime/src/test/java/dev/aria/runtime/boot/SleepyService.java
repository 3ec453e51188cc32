package dev.aria.runtime.boot;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** The main of a service that works until it is told to stop; run in a process of its own. */
final class SleepyService implements RunningService {
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  private SleepyService() {}

  public static void main(String[] args) {
    ServiceMain.run(
        "sleepy",
        args,
        context -> {
          context
              .actors()
              .systemActorOf(teller(), "teller", DispatcherSelector.fromConfig("aria.pinned"));
          return new SleepyService();
        });
  }

  private static Behavior<Void> teller() {
    return Behaviors.setup(
        context -> {
          System.out.println("on thread " + Thread.currentThread().getName());
          return Behaviors.empty();
        });
  }

  @Override
  public CompletionStage<Void> done() {
    return done;
  }

  @Override
  public void stop() {
    System.out.println("stopping in good order");
    done.complete(null);
  }
}
