package dev.aria.trainer;

import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.ProbeSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one student learn, step after step, and writes its checkpoints. Runs on a pinned thread, on
 * which the student is opened, used and closed.
 */
final class Trainer extends AbstractBehavior<Trainer.Command> {
  /** What a trainer is told. */
  sealed interface Command {}

  /** {@code feed} has the steps to come. */
  record Begin(ActorRef<TargetFeed.Command> feed) implements Command {}

  /** The next global step. */
  record Learn(PreparedStep step) implements Command {}

  /** The probes of one region are there. */
  record ProbesBuilt(ProbeSet set) implements Command {}

  /** An operator's order. */
  record Obey(RunCommand order) implements Command {}

  /** What a trainer tells others. */
  interface Listener {
    /** The student stands at {@code point}, and waits for {@link Begin}. */
    void ready(ActorRef<Command> trainer, ResumePoint point);

    /** Training is over, its last checkpoint is written. */
    void finished();

    /** Training cannot go on. */
    void failed(Throwable cause);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  /** Steps prepared ahead of the one being learned. */
  private static final int AHEAD = 4;

  private final Listener listener;
  private final TrainingDesk desk;
  private final TrainerMetrics metrics;
  private final Clock clock;
  private Optional<ActorRef<TargetFeed.Command>> feed = Optional.empty();
  private Instant idleSince;
  private boolean ended;

  /**
   * @param opening opens the student where its last checkpoint left it; called on the trainer's
   *     thread
   */
  static Behavior<Command> create(
      Supplier<TrainingDesk> opening, Listener listener, TrainerMetrics metrics, Clock clock) {
    return Behaviors.setup(
        context -> {
          try {
            return new Trainer(context, opening.get(), listener, metrics, clock);
          } catch (RuntimeException e) {
            listener.failed(e);
            return Behaviors.stopped();
          }
        });
  }

  private Trainer(
      ActorContext<Command> context,
      TrainingDesk desk,
      Listener listener,
      TrainerMetrics metrics,
      Clock clock) {
    super(context);
    this.desk = desk;
    this.listener = listener;
    this.metrics = metrics;
    this.clock = clock;
    this.idleSince = clock.instant();
    listener.ready(context.getSelf(), desk.point());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Begin.class, this::onBegin)
        .onMessage(Learn.class, this::onLearn)
        .onMessage(ProbesBuilt.class, this::onProbesBuilt)
        .onMessage(Obey.class, this::onObey)
        .onSignal(PostStop.class, signal -> onStop())
        .build();
  }

  private Behavior<Command> onBegin(Begin begin) {
    feed = Optional.of(begin.feed());
    idleSince = clock.instant();
    if (desk.isComplete()) {
      return end();
    }
    demand(AHEAD);
    return this;
  }

  private void demand(int steps) {
    feed.ifPresent(source -> source.tell(new TargetFeed.Demand(steps)));
  }

  private Behavior<Command> onLearn(Learn learn) {
    return attempt(
        () -> {
          Instant start = clock.instant();
          metrics.waited(Duration.between(idleSince, start));
          int samples = desk.learn(learn.step());
          idleSince = clock.instant();
          metrics.trained(samples, Duration.between(start, idleSince), desk.point().nextStep());
          if (desk.isComplete()) {
            end();
          } else {
            demand(1);
          }
        });
  }

  private Behavior<Command> onProbesBuilt(ProbesBuilt built) {
    return attempt(() -> desk.take(built.set()));
  }

  private Behavior<Command> onObey(Obey obey) {
    return switch (obey.order().kind()) {
      case CHECKPOINT -> attempt(desk::checkpoint);
      case STOP -> {
        LOG.info("{} asked the run to stop", obey.order().issuer());
        yield end();
      }
      case PAUSE, RESUME -> this;
    };
  }

  private Behavior<Command> end() {
    return attempt(
        () -> {
          ended = true;
          desk.end();
          listener.finished();
        });
  }

  private Behavior<Command> attempt(Runnable work) {
    if (ended) {
      return this;
    }
    try {
      work.run();
    } catch (RuntimeException e) {
      ended = true;
      LOG.error("training stops; the last good checkpoint holds {} steps", desk.kept());
      listener.failed(e);
      return Behaviors.stopped();
    }
    return this;
  }

  /** A process told to stop keeps what it has learned. */
  private Behavior<Command> onStop() {
    attempt(desk::checkpoint);
    desk.close();
    return this;
  }
}
