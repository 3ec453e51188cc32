package dev.aria.trainer;

import dev.aria.trainer.exchange.ShardShare;
import dev.aria.trainer.targets.PreparedStep;
import java.time.Duration;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * Goes on with the step under way whenever something has come that it may have waited for, and asks
 * for checkpoints when they are due. For one thread.
 */
final class StepRunner {
  /** Steps prepared ahead of the one being learned. */
  private static final int AHEAD = 4;

  private static final Duration KEEP_LATER = Duration.ofMillis(200);

  private final ActorContext<Trainer.Command> context;
  private final TrainingLoop loop;
  private final ShardAssignment shards;
  private final TrainerFeeds feeds;
  private final StepQueue steps;
  private boolean keepsLater;

  /**
   * @param context of the trainer, which is told {@link Trainer.Turn} and {@link Trainer.KeepNow}
   *     when there is something to do later
   */
  StepRunner(
      ActorContext<Trainer.Command> context,
      TrainingLoop loop,
      ShardAssignment shards,
      TrainerFeeds feeds,
      StepQueue steps) {
    this.context = context;
    this.loop = loop;
    this.shards = shards;
    this.feeds = feeds;
    this.steps = steps;
  }

  /** Begins to read the steps. */
  void begin() {
    feeds.readSteps();
    steps.opens();
    feeds.demand(AHEAD);
  }

  void add(PreparedStep step) {
    steps.add(step);
  }

  /** Goes on with the step under way; one step a call, so that other messages get their turn. */
  void work() {
    if (!loop.isComplete()) {
      steps.first().ifPresent(this::work);
    }
  }

  private void work(PreparedStep step) {
    steps.goOn();
    if (loop.work(step, share())) {
      learned();
    } else {
      steps.lacksGradients().ifPresent(patience -> later(patience, Trainer.Turn.INSTANCE));
    }
  }

  private ShardShare share() {
    boolean overdue = shards.isKnown() && steps.isOverdue();
    return new ShardShare(shards.owned(), shards.isChief(), shards.hasListeners(), overdue);
  }

  private void learned() {
    steps.learned(loop.point().nextStep());
    feeds.isAt(loop.point().nextStep(), shards.owned());
    if (loop.isCheckpointDue()) {
      keep();
    }
    if (!loop.isComplete()) {
      feeds.demand(1);
      context.getSelf().tell(Trainer.Turn.INSTANCE);
    }
  }

  /** Learning does not wait for the checkpoint that is being written: the next is late then. */
  void keep() {
    if (shards.isChief() && !loop.checkpoint() && !keepsLater) {
      keepsLater = true;
      later(KEEP_LATER, Trainer.KeepNow.INSTANCE);
    }
  }

  /** Writes the checkpoint that is late. */
  void keepLate() {
    keepsLater = false;
    keep();
  }

  private void later(Duration delay, Trainer.Command message) {
    context.scheduleOnce(delay, context.getSelf(), message);
  }
}
