package dev.aria.trainer;

import dev.aria.trainer.checkpoint.ResumePoint;
import dev.aria.trainer.exchange.GradientFeed;
import dev.aria.trainer.exchange.PeerGradient;
import dev.aria.trainer.exchange.Peers;
import dev.aria.trainer.feed.Feed;
import dev.aria.trainer.feed.SteeredFeed;
import dev.aria.trainer.probes.ProbeFeed;
import dev.aria.trainer.targets.TargetFeed;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * What a trainer reads. Each feed is a child of the trainer's actor on a thread of its own, opened,
 * polled and closed there, and turns what comes into the trainer's messages. All end with it.
 */
final class TrainerFeeds {
  private final ActorContext<Trainer.Command> context;
  private final ActorRef<Trainer.Command> trainer;
  private final TrainerWiring wiring;
  private final OpenedTrainer opened;
  private Optional<ActorRef<TargetFeed.Request>> targets = Optional.empty();
  private Optional<ActorRef<GradientFeed.At>> gradients = Optional.empty();

  /** Nothing is read yet. */
  TrainerFeeds(ActorContext<Trainer.Command> context, TrainerWiring wiring, OpenedTrainer opened) {
    this.context = context;
    this.trainer = context.getSelf();
    this.wiring = wiring;
    this.opened = opened;
  }

  /** Reads the commands of operators. */
  void readOrders() {
    read("control", () -> wiring.orders().follow(order -> trainer.tell(new Trainer.Obey(order))));
  }

  /** Hears of other trainers that are about to join. */
  void readArrivals() {
    read(
        "arrivals",
        () -> opened.peers().arrivals(arrival -> trainer.tell(new Trainer.Arrived(arrival))));
  }

  /** Reads the probes, and says when those that are there by now have been read. */
  void readProbes() {
    read(
        "probes",
        () ->
            ProbeFeed.open(
                wiring.run(),
                new ProbeFeed.Callbacks(
                    set -> trainer.tell(new Trainer.ProbesBuilt(set)),
                    () -> trainer.tell(Trainer.ProbesRead.INSTANCE))));
  }

  /** Reads the steps to come: their targets, and the other trainers' gradients. */
  void readSteps() {
    ResumePoint from = opened.loop().point();
    targets =
        Optional.of(
            steer(
                "targets",
                TargetFeed.Request.class,
                () ->
                    TargetFeed.open(
                        wiring.run(),
                        from.nextStep(),
                        from.nextOffsets(),
                        step -> trainer.tell(new Trainer.Learn(step)))));
    Peers.GradientsFrom begin =
        new Peers.GradientsFrom(
            opened.gradientsFrom(), from.nextStep(), opened.loop().parameters());
    gradients =
        Optional.of(
            steer(
                "gradients",
                GradientFeed.At.class,
                () -> opened.peers().gradients(begin, new Receiving(trainer))));
  }

  private record Receiving(ActorRef<Trainer.Command> trainer) implements GradientFeed.Listener {
    @Override
    public void received(PeerGradient gradient) {
      trainer.tell(new Trainer.Received(gradient));
    }

    @Override
    public void caughtUp() {
      trainer.tell(Trainer.CaughtUp.INSTANCE);
    }
  }

  /** Takes a place among the student's trainers, and hears which shards are assigned to it. */
  void join() {
    read(
        "membership",
        () -> opened.peers().membership(shards -> trainer.tell(new Trainer.Assigned(shards))));
  }

  /** Waits for the checkpoint that ends the run, which the chief writes. */
  void readLastCheckpoint() {
    read(
        "checkpoints",
        () -> wiring.checkpoints().last(() -> trainer.tell(Trainer.LastKept.INSTANCE)));
  }

  /** Wants {@code steps} more. */
  void demand(int steps) {
    targets.ifPresent(feed -> feed.tell(new TargetFeed.Demand(steps)));
  }

  /** The trainer computes {@code shards} from now on, and is at {@code step}. */
  void assigned(Set<Integer> shards, long step) {
    targets.ifPresent(feed -> feed.tell(new TargetFeed.Prepare(shards)));
    isAt(step, shards);
  }

  /** The trainer, which computes {@code shards}, is at {@code step}. */
  void isAt(long step, Set<Integer> shards) {
    gradients.ifPresent(feed -> feed.tell(new GradientFeed.At(step, shards)));
  }

  private void read(String name, Supplier<Feed> opening) {
    spawn(name, FeedActor.create(opening, this::failed));
  }

  private <M> ActorRef<M> steer(String name, Class<M> messages, Supplier<SteeredFeed<M>> opening) {
    return spawn(name, FeedActor.steered(messages, opening, this::failed));
  }

  private void failed(Throwable cause) {
    trainer.tell(new Trainer.FeedFailed(cause));
  }

  private <M> ActorRef<M> spawn(String name, Behavior<M> feed) {
    Behavior<M> stopping = Behaviors.supervise(feed).onFailure(SupervisorStrategy.stop());
    ActorRef<M> spawned =
        context.spawn(stopping, name, DispatcherSelector.fromConfig("aria.pinned"));
    context.watch(spawned);
    return spawned;
  }
}
