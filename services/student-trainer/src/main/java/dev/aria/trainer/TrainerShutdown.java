package dev.aria.trainer;

/**
 * How a trainer's part in a run ends. The chief writes the last checkpoint and the student's files.
 * The others leave when an operator stops the run, or once that checkpoint is announced. For one
 * thread.
 */
final class TrainerShutdown {
  private final TrainingLoop loop;
  private final ShardAssignment shards;
  private final Runnable awaitLast;
  private boolean ordered;
  private boolean waitsForLast;
  private boolean over;

  /**
   * @param awaitLast runs when all is learned and the chief is to keep it: from then on {@link
   *     #lastIsKept} has to be told
   */
  TrainerShutdown(TrainingLoop loop, ShardAssignment shards, Runnable awaitLast) {
    this.loop = loop;
    this.shards = shards;
    this.awaitLast = awaitLast;
  }

  /** An operator stops the run: the trainer leaves now, or once it knows who the chief is. */
  void order() {
    ordered = true;
    lookWhetherDue();
  }

  /** Leaves if the run is stopped or all is learned, once it is known who the chief is. */
  void lookWhetherDue() {
    if (!shards.isKnown()) {
      return;
    }
    if (ordered) {
      leave();
    } else if (loop.isComplete()) {
      complete();
    }
  }

  private void leave() {
    if (shards.isChief()) {
      loop.end();
    }
    over = true;
  }

  private void complete() {
    if (shards.isChief()) {
      leave();
    } else if (!waitsForLast) {
      waitsForLast = true;
      awaitLast.run();
    }
  }

  /** The student's last checkpoint is there. */
  void lastIsKept() {
    if (loop.isComplete()) {
      over = true;
    }
  }

  /** The trainer cannot go on. */
  void breakOff() {
    over = true;
  }

  /** Whether nothing more is to be done. */
  boolean isOver() {
    return over;
  }
}
