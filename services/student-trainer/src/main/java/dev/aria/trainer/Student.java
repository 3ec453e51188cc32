package dev.aria.trainer;

import dev.aria.models.training.MicroBatch;

/**
 * The student as its trainer drives it: gradients of V shards, then one update. Not thread-safe; the
 * thread that opened it uses and closes it.
 */
interface Student extends AutoCloseable {

  /**
   * Takes the gradient of the weighted mean loss of the next shard; shards come in order.
   *
   * @return (N) discrepancy of each sample, unweighted: mean over its elements of (eps_T - eps_S)^2
   */
  float[] learn(MicroBatch batch);

  /**
   * Sums the shards' gradients over the fixed tree, clips, and steps the optimizer and the moving
   * average.
   *
   * @throws dev.aria.models.training.NonFiniteLoss when the gradient is not finite; the weights are
   *     as they were
   */
  void update();

  /** (N) discrepancy of each sample, learning nothing. */
  float[] score(MicroBatch batch);

  @Override
  void close();
}
