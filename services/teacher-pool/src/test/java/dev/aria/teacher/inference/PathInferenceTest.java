package dev.aria.teacher.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.diffusion.DdimStep;
import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.diffusion.PathPlan;
import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.random.GaussianNoise;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.PromptCoordinate;
import dev.aria.core.record.WeightsVersion;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.fixtures.InMemoryPairs;
import dev.aria.runtime.pairs.SampleInputs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PathInferenceTest {
  private static final int T = 100;
  private static final int LENGTH = 10;
  private static final int S = 3;
  private static final NoiseSchedule SCHEDULE = NoiseSchedule.linear(T, 1e-4, 0.02);
  private static final PathPlan PLAN = new PathPlan(SCHEDULE, PredictionType.EPSILON, LENGTH);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ArithmeticTeacher teacher = new ArithmeticTeacher(S, 2);
  private final PathInference paths = inference(ElementType.FLOAT32, 100);

  private PathInference inference(ElementType type, int kept) {
    return inference(PLAN, type, kept);
  }

  private PathInference inference(PathPlan plan, ElementType type, int kept) {
    SampleInputs inputs = new SampleInputs(new InMemoryPairs(4, S, 2), SCHEDULE, new float[2]);
    InferenceMetrics metrics = new InferenceMetrics(registry);
    return new PathInference(teacher, plan, inputs, type, new PathStates(kept), metrics);
  }

  /** Two path draws at these positions, of prompts 0 and 1. */
  private static DrawBatch batch(long step, int first, int second) {
    List<Draw> draws = List.of(draw(step, 0, first), draw(step, 1, second));
    return new DrawBatch(
        "run",
        0,
        "map",
        "pairs",
        step,
        0,
        WeightsVersion.INITIAL,
        draws,
        Tensor.of(new float[] {0.5f, 0, -0.5f, 0}, 2, 2));
  }

  private static Draw draw(long step, int prompt, int position) {
    return new Draw(
        2 * step + prompt,
        Branch.PATH,
        0,
        Optional.of(new PromptCoordinate(0, 0, prompt, prompt)),
        prompt,
        0,
        PathPlan.timestep(T, LENGTH, seed(prompt), position),
        seed(prompt),
        position,
        0.5,
        0.5,
        1);
  }

  private static long seed(int prompt) {
    return 31L * prompt + 5;
  }

  /** What DDIM says of a prompt's path, computed on its own: x_t and output of each position. */
  private static List<float[]> expected(int prompt) {
    return expected(PLAN, prompt);
  }

  private static List<float[]> expected(PathPlan plan, int prompt) {
    List<float[]> samples = new ArrayList<>();
    float[] x = new float[S];
    GaussianNoise.fill(seed(prompt), x);
    for (DdimStep step : plan.steps(seed(prompt))) {
      float[] noise = new float[S];
      for (int i = 0; i < S; i++) {
        noise[i] = x[i] + step.t() + (prompt == 0 ? 0.5f : -0.5f);
      }
      float[] sample = Arrays.copyOf(x, 2 * S);
      System.arraycopy(noise, 0, sample, S, S);
      samples.add(sample);
      float[] next = new float[S];
      step.fromOutput(plan.prediction()).apply(x, noise, next);
      x = next;
    }
    return samples;
  }

  private double counted(String name) {
    return registry.counter(name).count();
  }

  @Test
  void samples_stepAfterStep_followThePathsWithOnePassADraw() {
    for (int step = 0; step < LENGTH; step++) {
      DrawBatch batch = batch(step, step, step);

      List<float[]> samples = paths.samples(batch, batch.draws());

      assertThat(samples.get(0)).isEqualTo(expected(0).get(step));
      assertThat(samples.get(1)).isEqualTo(expected(1).get(step));
    }
    assertThat(counted("aria.teacher.passes")).isEqualTo(2 * LENGTH);
    assertThat(counted("aria.teacher.paths.repeats")).isZero();
  }

  @Test
  void samples_enteredInTheMiddle_areThoseOfThePathFromItsSeed() {
    DrawBatch batch = batch(0, 4, 7);

    List<float[]> samples = paths.samples(batch, batch.draws());

    assertThat(samples).containsExactly(expected(0).get(4), expected(1).get(7));
    assertThat(counted("aria.teacher.passes")).isEqualTo(5 + 8);
    assertThat(counted("aria.teacher.paths.repeats")).isEqualTo(4 + 7);
  }

  @Test
  void samples_ofAPositionBehindTheState_beginAgain() {
    paths.samples(batch(0, 5, 5), batch(0, 5, 5).draws());
    DrawBatch again = batch(1, 2, 6);

    assertThat(paths.samples(again, again.draws()))
        .containsExactly(expected(0).get(2), expected(1).get(6));
  }

  @Test
  void samples_ofSomeDrawsOnly_leaveTheOthers() {
    DrawBatch batch = batch(0, 3, 0);

    assertThat(paths.samples(batch, batch.draws().subList(1, 2)))
        .containsExactly(expected(1).get(0));
    assertThat(counted("aria.teacher.passes")).isEqualTo(1);
  }

  @Test
  void samples_statesForgotten_costPassesAndChangeNothing() {
    PathInference forgetful = inference(ElementType.FLOAT32, 1);
    for (int step = 0; step < LENGTH; step++) {
      DrawBatch batch = batch(step, step, step);

      assertThat(forgetful.samples(batch, batch.draws()))
          .containsExactly(expected(0).get(step), expected(1).get(step));
    }
    assertThat(counted("aria.teacher.paths.repeats")).isEqualTo(LENGTH * (LENGTH - 1) / 2.0);
  }

  @Test
  void samples_inHalfPrecision_goOnFromWhatTheLogHolds() {
    PathInference halved = inference(ElementType.FLOAT16, 100);
    float[] before = new float[0];
    for (int step = 0; step < LENGTH; step++) {
      DrawBatch batch = batch(step, step, step);

      float[] sample = halved.samples(batch, batch.draws()).get(0);

      assertThat(half(sample)).isEqualTo(sample);
      if (step > 0) {
        assertThat(Arrays.copyOf(sample, S)).isEqualTo(next(before, step - 1));
      }
      before = sample;
    }
  }

  private static float[] next(float[] sample, int position) {
    float[] next = new float[S];
    PLAN.steps(seed(0))
        .get(position)
        .fromNoise()
        .apply(Arrays.copyOf(sample, S), Arrays.copyOfRange(sample, S, 2 * S), next);
    return half(next);
  }

  private static float[] half(float[] values) {
    return Tensor.of(values, values.length).as(ElementType.FLOAT16).toFloats();
  }

  /** At pure noise, where epsilon would tell nothing of the sample, v leads on. */
  @ParameterizedTest
  @EnumSource(names = {"V", "FLOW"})
  void samples_ofATeacherOfAnotherPrediction_goOnByItsOwnOutputs(PredictionType prediction) {
    NoiseSchedule zeroSnr = SCHEDULE.withZeroTerminalSnr();
    PathPlan plan = new PathPlan(zeroSnr, prediction, T);
    PathInference own = inference(plan, ElementType.FLOAT32, 100);
    for (int step = 0; step < 4; step++) {
      DrawBatch batch = batch(step, step, step);

      List<float[]> samples = own.samples(batch, batch.draws());

      assertThat(samples.get(0)).isEqualTo(expected(plan, 0).get(step));
      assertThat(samples.get(1)).isEqualTo(expected(plan, 1).get(step));
    }
  }

  @Test
  void samples_teacherThatGivesNaN_namesTheDraw() {
    DrawBatch batch = batch(3, 0, 0);
    DrawBatch broken =
        new DrawBatch(
            "run",
            0,
            "map",
            "pairs",
            3,
            0,
            WeightsVersion.INITIAL,
            batch.draws(),
            Tensor.of(new float[] {Float.NaN, 0, 0, 0}, 2, 2));

    assertThatThrownBy(() -> paths.samples(broken, broken.draws()))
        .isInstanceOf(TeacherBroken.class)
        .hasMessageContaining("NaN for draw 6 of step 3");
  }
}
