package dev.aria.trainer;

import java.util.List;

/**
 * The student as its trainer drives it: gradients of V shards, then one update. Not thread-safe; the
 * thread that opened it uses and closes it.
 */
interface Student extends AutoCloseable {
  /** Shape of one sample. */
  List<Integer> sampleShape();

  /**
   * Adds the gradient of {@code shard}'s weighted mean loss.
   *
   * @return (N) discrepancy of each sample, unweighted: mean over its elements of (eps_T - eps_S)^2
   */
  float[] learn(int shard, ShardInputs inputs);

  /**
   * Sums the shards' gradients over the fixed tree, clips, and steps the optimizer and the moving
   * average.
   *
   * @throws NotFinite when the gradient is not finite; the weights are as they were
   */
  void update();

  /** (N) discrepancy of each sample, learning nothing. */
  float[] score(ShardInputs inputs);

  @Override
  void close();
}
