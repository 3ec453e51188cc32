package dev.aria.trainer.checkpoint;

import dev.aria.trainer.feed.Feed;
import dev.aria.trainer.feed.TopicTail;
import dev.aria.trainer.run.RunContext;
import dev.aria.trainer.student.StudentFactory;
import java.time.Clock;

/** A student's checkpoints: the files in its folder, and their announcements in the run's topic. */
public final class Checkpoints {
  private final RunContext run;
  private final Provenance provenance;
  private final CheckpointFolder folder;
  private final CheckpointTopic topic;
  private final boolean lead;

  /**
   * Creates the folder if need be.
   *
   * @param provenance whose checkpoints they are
   * @param lead whether the student steers the draws
   */
  public Checkpoints(RunContext run, Provenance provenance, CheckpointPlan plan, boolean lead) {
    this.run = run;
    this.provenance = provenance;
    this.folder = new CheckpointFolder(plan.folder(), plan.keep(), plan.keepEvery());
    this.topic = new CheckpointTopic(run, provenance);
    this.lead = lead;
  }

  /**
   * The student where it, or its other trainers, left it; a new one where neither left anything.
   *
   * @param factory makes new ones
   * @param peers hand over what the other trainers have
   * @throws RuntimeException when what was found is another run's, student's or lineage's
   */
  public RestoredStudent restore(StudentFactory factory, PeerState peers) {
    return new StudentRestore(topic, folder, factory).restore(peers);
  }

  /** Writes checkpoints; the caller closes it. */
  public CheckpointStore store() {
    return new CheckpointWriter(topic, folder, run.metrics(), lead, Clock.systemUTC());
  }

  /**
   * Follows the announcements; call on the thread that polls them.
   *
   * @param announced runs when the checkpoint that ends the run has been announced
   */
  public Feed last(Runnable announced) {
    RunEnd end = new RunEnd(provenance, run.settings().steps());
    return new TopicTail<>(
        topic.follow(),
        published -> {
          if (end.isMarkedBy(published)) {
            announced.run();
          }
        });
  }
}
