package dev.aria.models.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.random.GaussianNoise;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.models.torchscript.NamedTensor;
import dev.aria.models.training.MicroBatch;
import dev.aria.models.training.OptimizerSettings;
import dev.aria.models.training.ShardGradient;
import dev.aria.models.training.Trainable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class UnetTest {
  private static final int BATCH = 4;
  private static final OptimizerSettings SETTINGS = OptimizerSettings.constant(3e-3, 0);

  private static Unet shape(List<Integer> condition) {
    return new Unet(3, 8, 8, List.of(1, 2), 1, Set.of(1), condition, 2);
  }

  private static Trainable model(Unet shape) {
    var diffusion = DiffusionSetting.of(ScheduleSetting.linear(), PredictionType.EPSILON, 1);
    return Trainable.create(new NewModel("test", shape, diffusion, 5), SETTINGS, "cpu");
  }

  private static Tensor noise(long seed, int... shape) {
    float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    GaussianNoise.fill(seed, values);
    return Tensor.of(values, shape);
  }

  private static MicroBatch batch() {
    float[] weight = {1, 1, 1, 1};
    int[] t = {0, 100, 500, 999};
    return new MicroBatch(
        noise(1, BATCH, 3, 8, 8), t, noise(2, BATCH, 6), noise(3, BATCH, 3, 8, 8), weight);
  }

  private static void train(Trainable model, int steps) {
    for (int i = 0; i < steps; i++) {
      model.apply(List.of(model.shardGradient(batch())));
    }
  }

  @Test
  void predict_vectorAndSequenceConditions_keepsTheSampleShape() {
    int[] t = {3, 900};
    try (Trainable vector = model(shape(List.of(6)));
        Trainable sequence = model(shape(List.of(5, 6)))) {
      assertThat(vector.predict(noise(1, 2, 3, 8, 8), t, noise(2, 2, 6)).shape())
          .containsExactly(2, 3, 8, 8);
      assertThat(sequence.predict(noise(1, 2, 3, 8, 8), t, noise(2, 2, 5, 6)).shape())
          .containsExactly(2, 3, 8, 8);
    }
  }

  @Test
  void predict_oneSampleAloneOrInABatch_isTheSame() {
    try (Trainable model = model(shape(List.of(6)))) {
      train(model, 5);
      MicroBatch batch = batch();
      float[] all = model.predict(batch.x(), batch.t(), batch.cond()).toFloats();
      float[] x = new float[192];
      float[] cond = new float[6];
      batch.x().readRow(2, x, 0);
      batch.cond().readRow(2, cond, 0);

      float[] alone =
          model
              .predict(Tensor.of(x, 1, 3, 8, 8), new int[] {500}, Tensor.of(cond, 1, 6))
              .toFloats();

      for (int i = 0; i < alone.length; i++) {
        assertThat(alone[i]).isCloseTo(all[2 * 192 + i], within(1e-5f));
      }
    }
  }

  @Test
  void predict_anotherTimeOrCondition_givesAnotherOutput() {
    try (Trainable model = model(shape(List.of(6)))) {
      train(model, 20);
      Tensor x = noise(1, 1, 3, 8, 8);
      Tensor one = model.predict(x, new int[] {10}, noise(2, 1, 6));

      assertThat(model.predict(x, new int[] {11}, noise(2, 1, 6))).isNotEqualTo(one);
      assertThat(model.predict(x, new int[] {10}, noise(9, 1, 6))).isNotEqualTo(one);
    }
  }

  @Test
  void shardGradient_everyParameterTensor_getsOne() {
    Unet shape = shape(List.of(6));
    try (Trainable model = model(shape);
        ShardGradient gradient = model.shardGradient(batch())) {
      float[] flat = gradient.values().toFloats();
      int offset = 0;
      for (NamedTensor tensor : shape.initialised(5).tensors()) {
        if (tensor.trainable()) {
          int end = offset + tensor.value().size();
          float[] part = Arrays.copyOfRange(flat, offset, end);
          assertThat(part).as(tensor.name()).isNotEqualTo(new float[part.length]);
          offset = end;
        }
      }
      assertThat(offset).isEqualTo(flat.length);
    }
  }

  @Test
  void apply_sameBatchAgainAndAgain_lossFallsFarBelowItsStart() {
    try (Trainable model = model(shape(List.of(6)))) {
      double start = mean(model.discrepancies(batch()));

      train(model, 150);

      assertThat(mean(model.discrepancies(batch()))).isLessThan(0.1 * start);
    }
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  @Test
  void initialised_sameSeed_sameModuleAnotherSeedAnother() {
    Unet shape = shape(List.of(6));

    assertThat(shape.initialised(1)).isEqualTo(shape.initialised(1));
    assertThat(shape.initialised(1)).isNotEqualTo(shape.initialised(2));
    assertThat(shape.initialised(1).methods()).isEqualTo(shape.initialised(2).methods());
  }

  @Test
  void new_shapesThatCannotBe_areRefusedByName() {
    assertThatThrownBy(() -> new Unet(3, 9, 8, List.of(1, 2), 1, Set.of(), List.of(6), 1))
        .hasMessageContaining("imageSize")
        .hasMessageContaining("9");
    assertThatThrownBy(() -> new Unet(3, 8, 9, List.of(1), 1, Set.of(), List.of(6), 1))
        .hasMessageContaining("width");
    assertThatThrownBy(() -> new Unet(3, 8, 8, List.of(1), 1, Set.of(1), List.of(6), 1))
        .hasMessageContaining("attentionLevels");
    assertThatThrownBy(() -> new Unet(3, 8, 8, List.of(1), 1, Set.of(), List.of(1, 2, 3), 1))
        .hasMessageContaining("conditionShape");
    assertThatThrownBy(() -> new Unet(3, 8, 8, List.of(), 1, Set.of(), List.of(6), 1))
        .hasMessageContaining("levels");
  }
}
