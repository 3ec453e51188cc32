package dev.aria.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gradient against slow definitions of it. */
class GradientTest {
  private static final OptimizerSettings SETTINGS = OptimizerSettings.constant(1e-2, 0);

  private Trainable model;

  @BeforeEach
  void trainALittle() {
    model = Trainable.create(TinyProblem.model(3), SETTINGS, "cpu");
    for (int i = 0; i < 20; i++) {
      model.apply(List.of(model.shardGradient(TinyProblem.batch(i, 16))));
    }
  }

  @AfterEach
  void close() {
    model.close();
  }

  /** Weighted loss in double precision from the model's own float discrepancies. */
  private static double loss(Trainable model, MicroBatch batch) {
    float[] each = model.discrepancies(batch);
    float[] weight = batch.weight();
    return IntStream.range(0, each.length).mapToDouble(i -> (double) each[i] * weight[i]).sum()
        / each.length;
  }

  @Test
  void discrepancies_anyBatch_areMeansOfSquaredErrorsOfPredict() {
    MicroBatch batch = TinyProblem.batch(77, 6);
    float[] prediction = model.predict(batch.x(), batch.t(), batch.cond()).toFloats();
    float[] target = batch.target().toFloats();

    float[] each = model.discrepancies(batch);

    for (int i = 0; i < batch.size(); i++) {
      double sum = 0;
      for (int j = i * TinyProblem.LATENT; j < (i + 1) * TinyProblem.LATENT; j++) {
        sum += Math.pow((double) target[j] - prediction[j], 2);
      }
      assertThat((double) each[i]).isCloseTo(sum / TinyProblem.LATENT, within(1e-6));
    }
  }

  @Test
  void shardGradient_everyParameter_matchesFiniteDifferences() {
    MicroBatch batch = TinyProblem.batch(123, 8);
    float[] weights = WeightVector.of(model);
    float[] gradient;
    try (ShardGradient shard = model.shardGradient(batch)) {
      gradient = shard.values().toFloats();
    }
    double scale =
        IntStream.range(0, gradient.length)
            .mapToDouble(i -> gradient[i])
            .map(Math::abs)
            .max()
            .orElseThrow();

    for (int i = 0; i < weights.length; i += 3) {
      double step = 4e-3;
      double slope =
          (lossAt(weights, i, step, batch) - lossAt(weights, i, -step, batch)) / (2 * step);
      assertThat((double) gradient[i]).as("parameter %d", i).isCloseTo(slope, within(2e-3 * scale));
    }
  }

  private double lossAt(float[] weights, int index, double by, MicroBatch batch) {
    float[] moved = weights.clone();
    moved[index] += (float) by;
    WeightVector.set(model, moved);
    double loss = loss(model, batch);
    WeightVector.set(model, weights);
    return loss;
  }

  @Test
  void sum_wholeSubtreesSummedApart_givesTheSameBitsAsOneTrainer() {
    for (int shards = 2; shards <= 7; shards++) {
      List<float[]> whole = List.of(summed(0, shards));
      int left = Integer.highestOneBit(shards - 1);

      try (ShardGradient first = model.sum(shards(0, left));
          ShardGradient second = model.sum(shards(left, shards));
          ShardGradient sentFirst = model.received(first.values(), first.shards(), first.loss());
          ShardGradient total = model.sum(List.of(sentFirst, second))) {
        assertThat(total.shards()).isEqualTo(shards);
        assertThat(total.values().toFloats()).containsExactly(whole.get(0));
      }
    }
  }

  @Test
  void sum_partStraddlesASubtree_refused() {
    List<ShardGradient> parts =
        List.of(model.sum(shards(0, 1)), model.sum(shards(1, 3)), model.sum(shards(3, 4)));

    assertThatThrownBy(() -> model.sum(parts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("subtree");

    parts.forEach(ShardGradient::close);
  }

  private List<ShardGradient> shards(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(shard -> model.shardGradient(TinyProblem.batch(500 + shard, 4)))
        .toList();
  }

  private float[] summed(int from, int to) {
    try (ShardGradient sum = model.sum(shards(from, to))) {
      return sum.values().toFloats();
    }
  }

  @Test
  void parameters_anyModel_cutTheFlatVectorByName() {
    Map<String, Tensor> named = model.parameters(Weights.CURRENT);

    assertThat(named.keySet()).contains("block1.film.weight", "input.bias", "skip.weight");
    assertThat(Objects.requireNonNull(named.get("block1.film.weight")).shape())
        .containsExactly(16, 4);
    assertThat(named.values().stream().mapToInt(Tensor::size).sum())
        .isEqualTo(Math.toIntExact(model.descriptor().parameters()));
    assertThat(model.parameters(Weights.AVERAGED).get("input.bias"))
        .as("the average lags behind")
        .isNotEqualTo(named.get("input.bias"));
  }

  @Test
  void shardGradient_weightsScaleTheLoss_andZeroWeightsGiveNoGradient() {
    MicroBatch batch = TinyProblem.batch(new Random(5).nextLong(), 4);
    MicroBatch silent =
        new MicroBatch(batch.x(), batch.t(), batch.cond(), batch.target(), new float[4]);

    try (ShardGradient gradient = model.shardGradient(silent)) {
      assertThat(gradient.loss()).isZero();
      assertThat(gradient.values().toFloats()).containsOnly(0f);
      assertThat(gradient.discrepancies()).containsExactly(model.discrepancies(batch));
    }
  }
}
