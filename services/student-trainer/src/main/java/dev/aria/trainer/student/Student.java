package dev.aria.trainer.student;

import dev.aria.core.diffusion.LossSpace;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.training.MicroBatch;
import dev.aria.models.training.ShardSpan;
import dev.aria.models.training.Snapshot;
import dev.aria.models.training.StepOutcome;
import dev.aria.models.training.Trainable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The student as its trainer drives it: gradients of whole subtrees of the V shards, its own and
 * other trainers', then one update. Not thread-safe; the thread that opened it uses and closes it.
 */
public interface Student extends AutoCloseable {
  /**
   * The student that {@code model} holds, on libtorch; closes it.
   *
   * @param space in which the loss compares it with its teacher
   * @throws IllegalArgumentException when the loss has no finite factor there; the model stays open
   */
  static Student of(String name, Trainable model, LossSpace space) {
    return new TorchStudent(name, model, space);
  }

  /** P: number of its weights. */
  int parameters();

  /**
   * Takes the gradients of the weighted mean losses of the shards of {@code span}, one after
   * another, and keeps their sum for the update.
   *
   * @return by shard: (N) discrepancy of each sample, unweighted: mean over its elements of (output
   *     of the teacher - output of the student)^2
   */
  List<float[]> learn(ShardSpan span, List<MicroBatch> shards);

  /** A copy of the sum kept for {@code span}. */
  Gradient gradient(ShardSpan span);

  /** Keeps, for the update, a gradient that another trainer of this student has computed. */
  void take(Gradient gradient);

  /** Subtrees that something is kept for. */
  Set<ShardSpan> kept();

  /**
   * Sums what is kept for {@code cover}, a whole tree from left to right, clips, and steps the
   * optimizer and the moving average. Nothing is kept after it.
   *
   * @throws dev.aria.models.training.NonFiniteLoss when the gradient is not finite; the weights are
   *     as they were
   */
  StepOutcome update(List<ShardSpan> cover);

  /** (N) discrepancy of each sample, learning nothing. */
  float[] score(MicroBatch batch);

  /**
   * What it says at its present weights, learning nothing.
   *
   * @param x (N, sample shape)
   * @param t N timesteps
   * @param cond (N, condition shape)
   * @return (N, sample shape)
   */
  Tensor predict(Tensor x, int[] t, Tensor cond);

  /** A copy of everything that learning goes on from, with {@code metadata}. */
  Snapshot snapshot(Map<String, String> metadata);

  /** Writes the student for use elsewhere into {@code folder}, its files named after it. */
  void export(Path folder);

  @Override
  void close();
}
