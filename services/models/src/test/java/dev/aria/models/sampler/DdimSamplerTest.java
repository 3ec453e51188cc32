package dev.aria.models.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.random.GaussianNoise;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.model.ScheduleSetting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DdimSamplerTest {
  private static final int SIZE = 4;
  private static final double DEVIATION = 0.5;

  /**
   * The exact model of data N(c, 0.5^2) for condition c (one number, 0 for none): E[eps | x_t] =
   * noise (x_t - signal c) / (signal^2 0.25 + noise^2).
   */
  private static final class GaussianModel implements NoisePredictor {
    private final ModelDescriptor descriptor;
    private final List<Integer> batches = new ArrayList<>();

    GaussianModel(PredictionType prediction) {
      var diffusion = DiffusionSetting.of(ScheduleSetting.linear(), prediction, 1);
      descriptor =
          new ModelDescriptor(
              "gauss", "test", Map.of(), List.of(SIZE), List.of(1), diffusion, 0, "0".repeat(64));
    }

    @Override
    public ModelDescriptor descriptor() {
      return descriptor;
    }

    @Override
    public Tensor predict(Tensor x, int[] t, Tensor cond) {
      batches.add(t.length);
      float[] values = x.toFloats();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) output(values[i], t[i / SIZE], cond.toFloats()[i / SIZE]);
      }
      return Tensor.of(values, t.length, SIZE);
    }

    private double output(double x, int t, double centre) {
      NoiseSchedule schedule = descriptor.diffusion().schedule().schedule();
      double signal = schedule.signal(t);
      double noise = schedule.noise(t);
      double variance = signal * signal * DEVIATION * DEVIATION + noise * noise;
      double epsilon = noise * (x - signal * centre) / variance;
      double sample = (x - noise * epsilon) / signal;
      return descriptor.diffusion().prediction() == PredictionType.EPSILON
          ? epsilon
          : signal * epsilon - noise * sample;
    }

    @Override
    public void close() {}
  }

  private final GaussianModel model = new GaussianModel(PredictionType.EPSILON);

  private static Tensor conditions(float... values) {
    return Tensor.of(values, values.length, 1);
  }

  /** What the probability-flow ODE makes of a seed's noise: centre + deviation * noise. */
  private static float[] exact(long seed, double centre) {
    float[] noise = new float[SIZE];
    GaussianNoise.fill(seed, noise);
    for (int i = 0; i < SIZE; i++) {
      noise[i] = (float) (centre + DEVIATION * noise[i]);
    }
    return noise;
  }

  @Test
  void sample_exactGaussianModel_followsTheProbabilityFlow() {
    var sampler = new DdimSampler(model, SamplingSettings.unclipped(500, 1));

    float[] samples = sampler.sample(conditions(2, -1), 7, 8).toFloats();

    assertThat(Arrays.copyOf(samples, SIZE)).containsExactly(exact(7, 2), within(0.03f));
    assertThat(Arrays.copyOfRange(samples, SIZE, 2 * SIZE))
        .containsExactly(exact(8, -1), within(0.03f));
  }

  @Test
  void sample_velocityPrediction_givesTheSameSamples() {
    var settings = SamplingSettings.unclipped(20, 2.5);
    var velocity = new DdimSampler(new GaussianModel(PredictionType.V), settings);
    var epsilon = new DdimSampler(model, settings);

    assertThat(velocity.sample(conditions(1), 3).toFloats())
        .containsExactly(epsilon.sample(conditions(1), 3).toFloats(), within(1e-3f));
  }

  @Test
  void sample_guidance_actsAsTheGuidedCentreInALinearModel() {
    // the model is affine in the condition, so u + w (c - u) is the model at condition w c
    var guided = new DdimSampler(model, SamplingSettings.unclipped(25, 3));
    var moved = new DdimSampler(model, SamplingSettings.unclipped(25, 1));

    assertThat(guided.sample(conditions(0.5f), 11).toFloats())
        .containsExactly(moved.sample(conditions(1.5f), 11).toFloats(), within(1e-4f));
  }

  @Test
  void sample_zeroGuidance_ignoresTheCondition() {
    var sampler = new DdimSampler(model, SamplingSettings.unclipped(25, 0));

    assertThat(sampler.sample(conditions(4), 5)).isEqualTo(sampler.sample(conditions(-4), 5));
  }

  @Test
  void sample_manyInSmallBatches_equalsThemAlone() {
    var sampler = new DdimSampler(model, new SamplingSettings(10, 2, 10, 2));

    Tensor all = sampler.sample(conditions(1, 2, 3, 4, 5), 1, 2, 3, 4, 5);

    assertThat(all.shape()).containsExactly(5, SIZE);
    assertThat(model.batches).hasSize(60).contains(2, 1).doesNotContain(5);
    for (int i = 0; i < 5; i++) {
      float[] row = new float[SIZE];
      all.readRow(i, row, 0);
      assertThat(sampler.sample(conditions(i + 1), i + 1).toFloats()).containsExactly(row);
    }
  }

  @Test
  void sample_clip_bindsTheResult() {
    var sampler = new DdimSampler(model, SamplingSettings.pixels(10, 1));

    assertThat(sampler.sample(conditions(5), 1).toFloats()).containsOnly(1f);
  }

  @Test
  void sample_otherNumberOfSeeds_isRefused() {
    var sampler = new DdimSampler(model, SamplingSettings.unclipped(10, 1));

    assertThatThrownBy(() -> sampler.sample(conditions(1, 2), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 seeds");
  }

  @Test
  void new_moreStepsThanTimesteps_isRefused() {
    assertThatThrownBy(() -> new DdimSampler(model, SamplingSettings.unclipped(1001, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1000");
  }
}
