package dev.aria.trainer.checkpoint;

import dev.aria.trainer.student.Student;
import java.util.concurrent.CompletableFuture;

/** Writes a student's checkpoints, and announces them. For one thread. */
public interface CheckpointStore extends AutoCloseable {
  /**
   * Takes a copy of {@code student} at {@code point}, and writes and announces it while learning
   * goes on, once {@code reported} is complete. Call it only when the former checkpoint is written.
   *
   * @return whether it could be written
   */
  CompletableFuture<Boolean> keep(
      Student student, ResumePoint point, CompletableFuture<Void> reported);

  /** Like {@link #keep}, done when this returns, and announced as the last if the run is over. */
  void keepNow(Student student, ResumePoint point, CompletableFuture<Void> reported, boolean last);

  /**
   * Whether another trainer has written a checkpoint after more than {@code steps} steps while this
   * one was at work. What was written before may be lost: this student goes on from an older state.
   */
  boolean hasLater(long steps);

  /**
   * Writes the student itself for use elsewhere, with its model card.
   *
   * @param steps global steps that it has learned
   */
  void export(Student student, long steps);

  @Override
  void close();
}
