package dev.aria.teacher.inference;

import java.util.List;

/** A teacher that is a formula of its inputs, and counts what it is asked. */
public final class ArithmeticTeacher implements Teacher {
  private final int sampleSize;
  private final int conditionSize;
  private final float offset;
  private int samples;
  private int largestCall;

  public ArithmeticTeacher(int sampleSize, int conditionSize) {
    this(sampleSize, conditionSize, 0);
  }

  /** Another teacher, which adds {@code offset} to all that it says and samples. */
  public ArithmeticTeacher(int sampleSize, int conditionSize, float offset) {
    this.sampleSize = sampleSize;
    this.conditionSize = conditionSize;
    this.offset = offset;
  }

  public int samples() {
    return samples;
  }

  int largestCall() {
    return largestCall;
  }

  @Override
  public String digest() {
    return "teacher";
  }

  @Override
  public List<Integer> sampleShape() {
    return List.of(sampleSize);
  }

  @Override
  public float[] outputs(float[] x, int[] timesteps, float[] conditions) {
    samples += timesteps.length;
    largestCall = Math.max(largestCall, timesteps.length);
    float[] noise = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      int row = i / sampleSize;
      noise[i] = x[i] + timesteps[row] + conditions[row * conditionSize] + offset;
    }
    return noise;
  }

  @Override
  public float[] sample(float[] conditions, List<Long> seeds) {
    float[] latents = new float[seeds.size() * sampleSize];
    for (int i = 0; i < latents.length; i++) {
      latents[i] =
          conditions[i / sampleSize * conditionSize] + seeds.get(i / sampleSize) % 7 + offset;
    }
    return latents;
  }

  @Override
  public void close() {}
}
