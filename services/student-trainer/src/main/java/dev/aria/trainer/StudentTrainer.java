package dev.aria.trainer;

import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.ProbeSet;
import dev.aria.runtime.control.StandingStop;
import dev.aria.runtime.kafka.TopicReader;
import dev.aria.runtime.topic.Topics;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** A trainer and all its actors: the student's, and those that read what it needs. */
final class StudentTrainer extends AbstractBehavior<StudentTrainer.Command> {
  /** What a trainer is told by its parts. */
  sealed interface Command {}

  /** Write a checkpoint of what is learned, and end. */
  enum Stop implements Command {
    INSTANCE
  }

  private record Ready(ActorRef<Trainer.Command> trainer, ResumePoint point) implements Command {}

  private enum Finished implements Command {
    INSTANCE
  }

  private record Broken(Throwable cause) implements Command {}

  private static final DispatcherSelector PINNED = DispatcherSelector.fromConfig("aria.pinned");

  private final TrainingRoom room;
  private final TrainerMetrics metrics;
  private final CompletableFuture<Void> done;
  private Optional<Throwable> failure = Optional.empty();

  /**
   * @param room fits out the trainer's parts
   * @param done completed once training is over, or cannot go on, and everything is closed
   */
  static Behavior<Command> create(
      TrainingRoom room, TrainerMetrics metrics, CompletableFuture<Void> done) {
    return Behaviors.setup(context -> new StudentTrainer(context, room, metrics, done));
  }

  private StudentTrainer(
      ActorContext<Command> context,
      TrainingRoom room,
      TrainerMetrics metrics,
      CompletableFuture<Void> done) {
    super(context);
    this.room = room;
    this.metrics = metrics;
    this.done = done;
    Trainer.Listener listener = new Forwarding(context.getSelf());
    context.spawn(
        stopping(Trainer.create(room::desk, listener, metrics, Clock.systemUTC())),
        "trainer",
        PINNED);
  }

  /** Turns what the trainer says into messages. */
  private record Forwarding(ActorRef<Command> self) implements Trainer.Listener {
    @Override
    public void ready(ActorRef<Trainer.Command> trainer, ResumePoint point) {
      self.tell(new Ready(trainer, point));
    }

    @Override
    public void finished() {
      self.tell(Finished.INSTANCE);
    }

    @Override
    public void failed(Throwable cause) {
      self.tell(new Broken(cause));
    }
  }

  private static <T> Behavior<T> stopping(Behavior<T> part) {
    return Behaviors.supervise(part).onFailure(SupervisorStrategy.stop());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Ready.class, this::onReady)
        .onMessage(Finished.class, this::onFinished)
        .onMessage(Broken.class, this::onBroken)
        .onMessage(Stop.class, stop -> Behaviors.stopped())
        .onSignal(PostStop.class, signal -> onStopped())
        .build();
  }

  private Behavior<Command> onReady(Ready ready) {
    ActorRef<Trainer.Command> trainer = ready.trainer();
    spawnReaders(trainer);
    TargetFeed.Outlets outlets =
        new TargetFeed.Outlets(step -> trainer.tell(new Trainer.Learn(step)), this::broken);
    ActorRef<TargetFeed.Command> feed =
        getContext()
            .spawn(
                stopping(
                    TargetFeed.create(
                        () -> room.source(ready.point()), outlets, metrics, Clock.systemUTC())),
                "targets",
                PINNED);
    trainer.tell(new Trainer.Begin(feed));
    return this;
  }

  private void spawnReaders(ActorRef<Trainer.Command> trainer) {
    getContext()
        .spawn(
            stopping(
                TopicTail.<ControlRecord>create(
                    () -> commands(trainer), record -> obey(trainer, record), this::broken)),
            "control",
            PINNED);
    if (room.scoresProbes()) {
      getContext()
          .spawn(
              stopping(
                  TopicTail.<ProbeSet>create(
                      () -> room.cluster().reader(Topics.probes(room.run()), List.of(0)),
                      set -> trainer.tell(new Trainer.ProbesBuilt(set)),
                      this::broken)),
              "probes",
              PINNED);
    }
  }

  /**
   * Commands given from now on. Of those before only a stop still stands, and for the lead alone:
   * others learn from the log of runs that are over.
   */
  private TopicReader<ControlRecord> commands(ActorRef<Trainer.Command> trainer) {
    TopicReader<ControlRecord> reader =
        room.cluster().reader(Topics.control(room.run()), List.of(0));
    if (room.isLead()) {
      new StandingStop(reader, room.run().name())
          .order()
          .ifPresent(order -> trainer.tell(new Trainer.Obey(order)));
    } else {
      reader.seek(0, reader.endOffsets().getOrDefault(0, 0L));
    }
    return reader;
  }

  private static void obey(ActorRef<Trainer.Command> trainer, ControlRecord record) {
    if (record instanceof RunCommand order) {
      trainer.tell(new Trainer.Obey(order));
    }
  }

  private void broken(Throwable cause) {
    getContext().getSelf().tell(new Broken(cause));
  }

  private Behavior<Command> onFinished(Finished finished) {
    return Behaviors.stopped();
  }

  private Behavior<Command> onBroken(Broken broken) {
    failure = Optional.of(broken.cause());
    return Behaviors.stopped();
  }

  /** Comes after every part has stopped. */
  private Behavior<Command> onStopped() {
    failure.ifPresentOrElse(done::completeExceptionally, () -> done.complete(null));
    return this;
  }
}
