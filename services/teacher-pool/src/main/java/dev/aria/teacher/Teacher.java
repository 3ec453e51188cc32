package dev.aria.teacher;

import java.util.List;

/**
 * The teacher as its worker sees it. B samples, S elements a sample, C elements a condition. Not
 * thread-safe; the worker that opened it closes it.
 */
interface Teacher extends AutoCloseable {
  /** SHA-256 of its file. */
  String digest();

  /** Shape of one sample. */
  List<Integer> sampleShape();

  /**
   * Predicted noise, guidance applied.
   *
   * @param x (B, S) noised samples
   * @param timesteps (B)
   * @param conditions (B, C)
   * @return (B, S)
   */
  float[] noise(float[] x, int[] timesteps, float[] conditions);

  /**
   * Latents that the teacher itself samples for {@code conditions}.
   *
   * @param conditions (B, C)
   * @param seeds (B) seed of each sample's initial noise
   * @return (B, S)
   */
  float[] sample(float[] conditions, List<Long> seeds);

  @Override
  void close();
}
