package dev.aria.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BadInputTest {
  private static final int N = 2;

  private final Trainable model =
      Trainable.create(TinyProblem.model(1), OptimizerSettings.constant(1e-2, 0), "cpu");
  private final MicroBatch good = TinyProblem.batch(1, N);

  @AfterEach
  void close() {
    model.close();
  }

  private void refuses(MicroBatch batch, String message) {
    for (ThrowingCallable use :
        List.<ThrowingCallable>of(
            () -> model.shardGradient(batch).close(), () -> model.discrepancies(batch))) {
      assertThatThrownBy(use)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(message);
    }
  }

  private MicroBatch with(Tensor x, int[] t, Tensor cond, Tensor target, float... weight) {
    return new MicroBatch(x, t, cond, target, weight);
  }

  @Test
  void shardGradient_wrongShapes_refusedByNameAndShape() {
    Tensor narrow = Tensor.of(new float[N * 4], N, 4);
    int[] t = good.t();

    refuses(with(narrow, t, good.cond(), good.target(), 1, 1), "x must have shape (2, 5)");
    refuses(with(good.x(), t, narrow, good.target(), 1, 1), "cond must have shape (2, 3)");
    refuses(with(good.x(), t, good.cond(), narrow, 1, 1), "target must have shape (2, 5)");
    refuses(with(good.x(), t, good.cond(), good.target(), 1), "weight must have 2");
    refuses(with(good.x(), new int[] {1}, good.cond(), good.target(), 1), "x must have shape");
    refuses(with(good.x(), new int[0], good.cond(), good.target()), "at least one sample");
  }

  @Test
  void shardGradient_badTimestepOrWeight_refused() {
    refuses(
        with(good.x(), new int[] {0, 1000}, good.cond(), good.target(), 1, 1),
        "t[1] must be in [0, 1000), got 1000");
    refuses(
        with(good.x(), good.t(), good.cond(), good.target(), 1, Float.NaN),
        "weights must be finite");
  }

  @Test
  void shardGradient_nonFiniteInput_refusedByName() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      float[] values = new float[N * TinyProblem.LATENT];
      values[7] = bad;
      Tensor poisoned = Tensor.of(values, N, TinyProblem.LATENT);

      refuses(with(poisoned, good.t(), good.cond(), good.target(), 1, 1), "x holds NaN");
      refuses(with(good.x(), good.t(), good.cond(), poisoned, 1, 1), "target holds NaN");
    }
  }

  @Test
  void shardGradient_lossOverflows_stopsBeforeAnyChange() {
    float[] huge = new float[N * TinyProblem.LATENT];
    Arrays.fill(huge, 1e30f);
    MicroBatch exploding =
        with(good.x(), good.t(), good.cond(), Tensor.of(huge, N, TinyProblem.LATENT), 1, 1);
    String before = model.weightsSha256();

    assertThatThrownBy(() -> model.shardGradient(exploding))
        .isInstanceOf(NonFiniteLoss.class)
        .hasMessageContaining("step 1");
    assertThat(model.weightsSha256()).isEqualTo(before);
    assertThat(model.step()).isZero();
  }

  @Test
  void apply_oneShardsGradientIsNotFinite_stopsBeforeAnyChange() {
    String before = model.weightsSha256();
    ShardGradient sound = model.shardGradient(good);
    float[] values = sound.values().toFloats();
    values[11] = Float.NaN;
    ShardGradient broken = model.received(Tensor.of(values, values.length), 1, 0.5);

    assertThatThrownBy(() -> model.apply(List.of(sound, broken)))
        .isInstanceOf(NonFiniteLoss.class)
        .hasMessageContaining("gradient");
    assertThat(model.weightsSha256()).isEqualTo(before);
    assertThat(model.step()).isZero();
  }

  @Test
  void apply_noShards_refused() {
    assertThatThrownBy(() -> model.apply(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
