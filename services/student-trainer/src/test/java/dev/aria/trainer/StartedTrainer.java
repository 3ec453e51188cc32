package dev.aria.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * A trainer that a test has started.
 *
 * @param done completed once training is over, or cannot go on
 */
record StartedTrainer(
    ActorTestKit actors, ActorRef<StudentTrainer.Command> actor, CompletableFuture<Void> done) {
  /** Tells it to stop, as its process does. */
  void tellToStop() {
    actor.tell(StudentTrainer.Stop.INSTANCE);
  }

  /** Stops it, and waits until it has stopped. */
  void stop() {
    actors.stop(actor);
  }

  /** Waits until it has trained its student to the end, or has been stopped. */
  void awaitEnd() {
    assertThat(done).succeedsWithin(TrainerRig.PATIENCE);
  }

  /** Waits until it cannot go on, for the reason {@code message}. */
  void awaitFailure(String message) {
    assertThat(done)
        .failsWithin(TrainerRig.PATIENCE)
        .withThrowableThat()
        .havingCause()
        .withMessageContaining(message);
  }
}
