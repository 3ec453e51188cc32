package dev.aria.teacher;

import dev.aria.core.diffusion.DdimPlan;
import dev.aria.core.diffusion.DdimStep;
import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.random.GaussianNoise;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.NoisePredictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A teacher on libtorch. What its network says is turned into epsilon, then guided: eps = eps_null +
 * g (eps_cond - eps_null) (Ho and Salimans 2022), which at g = 1 is one pass instead of two.
 */
final class TorchTeacher implements Teacher {
  private static final int SAMPLING_STEPS = 25;

  private final NoisePredictor model;
  private final NoiseSchedule schedule;
  private final double guidance;

  /** Takes over {@code model}, and closes it. */
  TorchTeacher(NoisePredictor model, double guidance) {
    this.model = model;
    this.schedule = model.descriptor().diffusion().schedule().schedule();
    this.guidance = guidance;
  }

  @Override
  public String digest() {
    return model.descriptor().sha256();
  }

  @Override
  public List<Integer> sampleShape() {
    return model.descriptor().sampleShape();
  }

  @Override
  public float[] noise(float[] x, int[] timesteps, float[] conditions) {
    ModelDescriptor shape = model.descriptor();
    Tensor samples = rows(x, timesteps.length, shape.sampleShape());
    float[] noise = epsilon(samples, x, timesteps, conditions);
    if (guidance == 1) {
      return noise;
    }
    float[] unguided = epsilon(samples, x, timesteps, new float[conditions.length]);
    float scale = (float) guidance;
    for (int i = 0; i < noise.length; i++) {
      noise[i] = unguided[i] + scale * (noise[i] - unguided[i]);
    }
    return noise;
  }

  private float[] epsilon(Tensor samples, float[] x, int[] timesteps, float[] conditions) {
    ModelDescriptor shape = model.descriptor();
    Tensor condition = rows(conditions, timesteps.length, shape.conditionShape());
    float[] output = model.predict(samples, timesteps, condition).toFloats();
    PredictionType prediction = shape.diffusion().prediction();
    if (prediction != PredictionType.EPSILON) {
      toNoise(prediction, x, timesteps, output);
    }
    return output;
  }

  /** Overwrites {@code output}, row by row, with the noise that it stands for. */
  private void toNoise(PredictionType prediction, float[] x, int[] timesteps, float[] output) {
    int width = output.length / timesteps.length;
    for (int row = 0; row < timesteps.length; row++) {
      float[] said = Arrays.copyOfRange(output, row * width, (row + 1) * width);
      float[] noised = Arrays.copyOfRange(x, row * width, (row + 1) * width);
      prediction.noise(schedule, timesteps[row]).apply(noised, said, said);
      System.arraycopy(said, 0, output, row * width, width);
    }
  }

  @Override
  public float[] sample(float[] conditions, List<Long> seeds) {
    int width = model.descriptor().sampleSize();
    float[] x = new float[seeds.size() * width];
    for (int i = 0; i < seeds.size(); i++) {
      GaussianNoise.fill(seeds.get(i), x, i * width, width);
    }
    for (DdimStep step : DdimPlan.trailing(schedule, SAMPLING_STEPS)) {
      int[] timesteps = new int[seeds.size()];
      Arrays.fill(timesteps, step.t());
      step.fromNoise().apply(x, noise(x, timesteps, conditions), x);
    }
    return x;
  }

  private static Tensor rows(float[] values, int rows, List<Integer> rowShape) {
    List<Integer> shape = new ArrayList<>(List.of(rows));
    shape.addAll(rowShape);
    return Tensor.of(values, shape.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public void close() {
    model.close();
  }
}
