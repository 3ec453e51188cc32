package dev.aria.trainer;

import dev.aria.models.training.CheckpointWritten;
import dev.aria.models.training.MicroBatch;
import java.nio.file.Path;
import java.util.Map;

/**
 * The student as its trainer drives it: gradients of V shards, then one update. Not thread-safe;
 * the thread that opened it uses and closes it.
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

  /** Writes everything that learning goes on from, and {@code metadata}, durably. */
  CheckpointWritten save(Path file, Map<String, String> metadata);

  /** SHA-256 of the weights alone, lower-case hexadecimal. */
  String weightsSha256();

  /** Writes the student for use elsewhere into {@code folder}, its files named after it. */
  void export(Path folder);

  @Override
  void close();
}
