package dev.aria.models.sampler;

import dev.aria.core.diffusion.DdimPlan;
import dev.aria.core.diffusion.DdimStep;
import dev.aria.core.diffusion.NoiseLevel;
import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.random.GaussianNoise;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.GuidedPredictor;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.NoisePredictor;
import java.util.Arrays;
import java.util.List;

/**
 * Deterministic sampling with classifier-free guidance (Ho and Salimans 2022), by the solver of the
 * settings. Timesteps are spaced evenly and trailing, as {@link DdimPlan}'s. A sample depends on
 * the model, its condition, its seed and the settings; which others are drawn beside it moves it by
 * rounding at most.
 *
 * <p>N samples, S values each.
 */
public final class DiffusionSampler {
  private final GuidedPredictor model;
  private final SamplingSettings settings;
  private final List<DdimStep> plan;

  /**
   * A sampler that asks {@code model}; closing that stays with the caller.
   *
   * @throws IllegalArgumentException when the model has fewer timesteps than the settings ask for,
   *     or a schedule that the solver is not for
   */
  public DiffusionSampler(NoisePredictor model, SamplingSettings settings) {
    this.model = new GuidedPredictor(model, settings.guidance());
    this.settings = settings;
    settings.solver().check(schedule());
    this.plan = DdimPlan.trailing(schedule(), settings.steps());
  }

  private NoiseSchedule schedule() {
    return model.descriptor().diffusion().schedule().schedule();
  }

  /**
   * One sample for each condition and seed.
   *
   * @param conditions (N, condition shape)
   * @param seeds N seeds of the initial noise
   * @return (N, sample shape) float32
   */
  public Tensor sample(Tensor conditions, long... seeds) {
    if (seeds.length == 0 || conditions.shape().get(0) != seeds.length) {
      throw new IllegalArgumentException(
          "%d seeds for conditions of shape %s".formatted(seeds.length, conditions.shape()));
    }
    ModelDescriptor descriptor = model.descriptor();
    float[] samples = new float[Math.multiplyExact(seeds.length, descriptor.sampleSize())];
    for (int from = 0; from < seeds.length; from += settings.batch()) {
      int count = Math.min(settings.batch(), seeds.length - from);
      float[] batch = denoised(noise(seeds, from, count), rows(conditions, from, count));
      System.arraycopy(batch, 0, samples, from * descriptor.sampleSize(), batch.length);
    }
    return Batches.tensor(samples, seeds.length, descriptor.sampleShape());
  }

  private float[] noise(long[] seeds, int from, int count) {
    int size = model.descriptor().sampleSize();
    float[] x = new float[count * size];
    for (int i = 0; i < count; i++) {
      GaussianNoise.fill(seeds[from + i], x, i * size, size);
    }
    return x;
  }

  private Tensor rows(Tensor tensor, int from, int count) {
    float[] rows = new float[count * tensor.rowSize()];
    for (int i = 0; i < count; i++) {
      tensor.readRow(from + i, rows, i * tensor.rowSize());
    }
    return Batches.tensor(rows, count, model.descriptor().conditionShape());
  }

  private float[] denoised(float[] x, Tensor conditions) {
    PredictionType prediction = model.descriptor().diffusion().prediction();
    Solver solver = settings.solver().solver();
    float[] sample = new float[x.length];
    for (DdimStep step : plan) {
      float[] output = output(x, step.t(), conditions);
      prediction.sample(step.from()).apply(x, output, sample);
      prediction.noise(step.from()).apply(x, output, output);
      clip(x, sample, output, step.from());
      solver.step(step, x, sample, output);
    }
    return x;
  }

  private float[] output(float[] x, int t, Tensor conditions) {
    int[] times = new int[conditions.shape().get(0)];
    Arrays.fill(times, t);
    Tensor samples = Batches.tensor(x, times.length, model.descriptor().sampleShape());
    return model.predict(samples, times, conditions).toFloats();
  }

  /**
   * Bounds the clean sample and, where that changes it, takes the noise that leads from it to x, as
   * guided-diffusion does.
   */
  private void clip(float[] x, float[] sample, float[] noise, NoiseLevel level) {
    float bound = (float) settings.clip();
    for (int i = 0; i < sample.length; i++) {
      float bounded = Math.max(-bound, Math.min(bound, sample[i]));
      if (bounded != sample[i]) {
        sample[i] = bounded;
        noise[i] = (float) ((x[i] - level.signal() * bounded) / level.noise());
      }
    }
  }
}
