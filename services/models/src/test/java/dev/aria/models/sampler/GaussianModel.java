package dev.aria.models.sampler;

import dev.aria.core.diffusion.Combination;
import dev.aria.core.diffusion.NoiseLevel;
import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.random.GaussianNoise;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.model.ScheduleSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The exact model of data N(c, 0.5^2) for condition c (one number, 0 for none): with a the signal
 * and s the noise, E[eps | x_t] = s (x_t - a c) / (a^2 0.25 + s^2).
 */
final class GaussianModel implements NoisePredictor {
  static final int SIZE = 4;
  private static final double DEVIATION = 0.5;

  private final ModelDescriptor descriptor;
  private final NoiseSchedule schedule;
  private final List<Integer> batches = new ArrayList<>();

  GaussianModel(ScheduleSetting schedule, PredictionType prediction) {
    var diffusion = DiffusionSetting.of(schedule, prediction, 1);
    this.schedule = schedule.schedule();
    descriptor =
        new ModelDescriptor(
            "gauss", "test", Map.of(), List.of(SIZE), List.of(1), diffusion, 0, "0".repeat(64));
  }

  /** What the probability-flow ODE makes of a seed's noise: centre + deviation * noise. */
  static float[] endOfFlow(long seed, double centre) {
    float[] noise = new float[SIZE];
    GaussianNoise.fill(seed, noise);
    for (int i = 0; i < SIZE; i++) {
      noise[i] = (float) (centre + DEVIATION * noise[i]);
    }
    return noise;
  }

  /** Sizes of the calls so far. */
  List<Integer> batches() {
    return batches;
  }

  @Override
  public ModelDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Tensor predict(Tensor x, int[] t, Tensor cond) {
    batches.add(t.length);
    float[] values = x.toFloats();
    float[] centres = cond.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) output(values[i], schedule.level(t[i / SIZE]), centres[i / SIZE]);
    }
    return Tensor.of(values, t.length, SIZE);
  }

  private double output(double x, NoiseLevel level, double centre) {
    double signal = level.signal();
    double noise = level.noise();
    double from = x - signal * centre;
    double total = signal * signal * DEVIATION * DEVIATION + noise * noise;
    double epsilon = noise * from / total;
    double sample = centre + signal * DEVIATION * DEVIATION * from / total;
    Combination target = descriptor.diffusion().prediction().target(level);
    return target.first() * sample + target.second() * epsilon;
  }

  @Override
  public void close() {}
}
