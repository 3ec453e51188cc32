package dev.aria.models.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.ScheduleSetting;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class DiffusionSamplerTest {
  private static final int SIZE = GaussianModel.SIZE;
  private static final ScheduleSetting LINEAR = ScheduleSetting.linear();

  private final GaussianModel model = new GaussianModel(LINEAR, PredictionType.EPSILON);

  private static Tensor conditions(float... values) {
    return Tensor.of(values, values.length, 1);
  }

  @Test
  void sample_exactGaussianModel_followsTheProbabilityFlow() {
    var sampler = new DiffusionSampler(model, SamplingSettings.unclipped(500, 1));

    float[] samples = sampler.sample(conditions(2, -1), 7, 8).toFloats();

    assertThat(Arrays.copyOf(samples, SIZE))
        .containsExactly(GaussianModel.endOfFlow(7, 2), within(0.03f));
    assertThat(Arrays.copyOfRange(samples, SIZE, 2 * SIZE))
        .containsExactly(GaussianModel.endOfFlow(8, -1), within(0.03f));
  }

  @Test
  void sample_velocityPrediction_givesTheSameSamples() {
    var settings = SamplingSettings.unclipped(20, 2.5);
    var velocity = new DiffusionSampler(new GaussianModel(LINEAR, PredictionType.V), settings);
    var epsilon = new DiffusionSampler(model, settings);

    assertThat(velocity.sample(conditions(1), 3).toFloats())
        .containsExactly(epsilon.sample(conditions(1), 3).toFloats(), within(1e-3f));
  }

  @Test
  void sample_guidance_actsAsTheGuidedCentreInALinearModel() {
    // the model is affine in the condition, so u + w (c - u) is the model at condition w c
    var guided = new DiffusionSampler(model, SamplingSettings.unclipped(25, 3));
    var moved = new DiffusionSampler(model, SamplingSettings.unclipped(25, 1));

    assertThat(guided.sample(conditions(0.5f), 11).toFloats())
        .containsExactly(moved.sample(conditions(1.5f), 11).toFloats(), within(1e-4f));
  }

  @Test
  void sample_zeroGuidance_ignoresTheCondition() {
    var sampler = new DiffusionSampler(model, SamplingSettings.unclipped(25, 0));

    assertThat(sampler.sample(conditions(4), 5)).isEqualTo(sampler.sample(conditions(-4), 5));
  }

  @Test
  void sample_manyInSmallBatches_equalsThemAlone() {
    var sampler = new DiffusionSampler(model, new SamplingSettings(SolverName.DDIM, 10, 2, 10, 2));

    Tensor all = sampler.sample(conditions(1, 2, 3, 4, 5), 1, 2, 3, 4, 5);

    assertThat(all.shape()).containsExactly(5, SIZE);
    assertThat(model.batches()).hasSize(60).contains(2, 1).doesNotContain(5);
    for (int i = 0; i < 5; i++) {
      float[] row = new float[SIZE];
      all.readRow(i, row, 0);
      assertThat(sampler.sample(conditions(i + 1), i + 1).toFloats()).containsExactly(row);
    }
  }

  @Test
  void sample_clip_bindsTheResult() {
    var sampler = new DiffusionSampler(model, SamplingSettings.pixels(10, 1));

    assertThat(sampler.sample(conditions(5), 1).toFloats()).containsOnly(1f);
  }

  @Test
  void sample_otherNumberOfSeeds_isRefused() {
    var sampler = new DiffusionSampler(model, SamplingSettings.unclipped(10, 1));

    assertThatThrownBy(() -> sampler.sample(conditions(1, 2), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 seeds");
  }

  @Test
  void new_moreStepsThanTimesteps_isRefused() {
    assertThatThrownBy(() -> new DiffusionSampler(model, SamplingSettings.unclipped(1001, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1000");
  }
}
