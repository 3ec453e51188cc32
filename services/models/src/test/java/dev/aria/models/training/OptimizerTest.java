package dev.aria.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptimizerTest {
  private static final OptimizerSettings SETTINGS =
      new OptimizerSettings(
          2e-2, OptimizerSettings.Decay.COSINE, 3, 40, 0.9, 0.99, 1e-8, 0.1, 0.05, 0.9);

  /** AdamW as PyTorch defines it, in double precision over a flat vector. */
  private static final class SlowAdamW {
    private final double[] weights;
    private final double[] average;
    private final double[] first;
    private final double[] second;
    private final boolean[] decayed;

    SlowAdamW(float[] start, boolean[] decayed) {
      weights = new double[start.length];
      for (int i = 0; i < start.length; i++) {
        weights[i] = start[i];
      }
      average = weights.clone();
      first = new double[start.length];
      second = new double[start.length];
      this.decayed = decayed;
    }

    void step(float[] gradient, long number) {
      double square = 0;
      for (float g : gradient) {
        square += (double) g * g;
      }
      double clip = Math.min(1, SETTINGS.maxGradientNorm() / Math.sqrt(square));
      double rate = SETTINGS.rate(number);
      double ema = SETTINGS.emaDecay(number);
      for (int i = 0; i < weights.length; i++) {
        double g = gradient[i] * clip;
        weights[i] *= decayed[i] ? 1 - rate * SETTINGS.weightDecay() : 1;
        first[i] = 0.9 * first[i] + 0.1 * g;
        second[i] = 0.99 * second[i] + 0.01 * g * g;
        double m = first[i] / (1 - Math.pow(0.9, (double) number));
        double v = second[i] / (1 - Math.pow(0.99, (double) number));
        weights[i] -= rate * m / (Math.sqrt(v) + SETTINGS.epsilon());
        average[i] = ema * average[i] + (1 - ema) * weights[i];
      }
    }
  }

  private static boolean[] decayed(Trainable model) {
    boolean[] decayed = new boolean[Math.toIntExact(model.descriptor().parameters())];
    int at = 0;
    for (Tensor parameter : model.parameters(Weights.CURRENT).values()) {
      for (int i = 0; i < parameter.size(); i++) {
        decayed[at++] = parameter.shape().size() > 1;
      }
    }
    return decayed;
  }

  @Test
  void apply_manySteps_followsASlowAdamW() {
    try (Trainable model = Trainable.create(TinyProblem.model(4), SETTINGS, "cpu")) {
      SlowAdamW slow = new SlowAdamW(WeightVector.of(model), decayed(model));
      boolean everClipped = false;
      for (int i = 0; i < 12; i++) {
        ShardGradient gradient = model.shardGradient(TinyProblem.batch(i, 32));
        slow.step(gradient.values().toFloats(), i + 1);
        everClipped |= model.apply(List.of(gradient)).clipped();
      }

      assertThat(everClipped).isTrue();
      assertClose(WeightVector.of(model), slow.weights);
      assertClose(flat(model.parameters(Weights.AVERAGED)), slow.average);
    }
  }

  private static float[] flat(Map<String, Tensor> named) {
    int size = named.values().stream().mapToInt(Tensor::size).sum();
    float[] all = new float[size];
    int at = 0;
    for (Tensor tensor : named.values()) {
      System.arraycopy(tensor.toFloats(), 0, all, at, tensor.size());
      at += tensor.size();
    }
    return all;
  }

  private static void assertClose(float[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i]).as("weight %d", i).isCloseTo(expected[i], within(2e-5));
    }
  }

  @Test
  void rate_warmUpThenCosine_risesThenFallsToZero() {
    assertThat(SETTINGS.rate(1)).isCloseTo(2e-2 / 3, within(1e-15));
    assertThat(SETTINGS.rate(3)).isEqualTo(2e-2);
    assertThat(SETTINGS.rate(20)).isLessThan(SETTINGS.rate(19));
    assertThat(SETTINGS.rate(40)).isCloseTo(0, within(1e-15));
    assertThat(SETTINGS.rate(50)).isCloseTo(0, within(1e-15));
    assertThat(OptimizerSettings.constant(1e-3, 0).rate(1)).isEqualTo(1e-3);
  }

  @Test
  void settings_outOfRange_refusedByName() {
    assertThatThrownBy(() -> OptimizerSettings.constant(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("learningRate");
    assertThatThrownBy(() -> OptimizerSettings.cosine(1e-3, 10, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("totalSteps");
  }
}
