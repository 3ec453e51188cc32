package dev.aria.emoji.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.model.ScheduleSetting;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeldOutPointsTest {
  private static final int PROMPTS = 70;
  private static final int TIMESTEPS = 4;
  private static final NoiseSchedule SCHEDULE =
      ScheduleSetting.scaledLinear(1000, 0.00085, 0.012).schedule();

  private final HeldOutPoints points = HeldOutPoints.of(held(), SCHEDULE, TIMESTEPS, 5);
  private final NoisePredictor teacher = new Linear(1, 1, 0);

  private static HeldOutSet held() {
    float[] latents = new float[PROMPTS * 3];
    float[] conditions = new float[PROMPTS * 2];
    for (int i = 0; i < PROMPTS; i++) {
      Arrays.fill(latents, 3 * i, 3 * i + 3, i % 7 - 3f);
      Arrays.fill(conditions, 2 * i, 2 * i + 2, i + 1f);
    }
    return new HeldOutSet(
        Collections.nCopies(PROMPTS, "text"),
        Collections.nCopies(PROMPTS, "category"),
        Tensor.of(latents, PROMPTS, 3),
        Tensor.of(conditions, PROMPTS, 2));
  }

  /** slope * x + byCondition * (first value of the condition) + byTime * t / 1000. */
  private record Linear(double slope, double byCondition, double byTime) implements NoisePredictor {
    @Override
    public ModelDescriptor descriptor() {
      return new ModelDescriptor(
          "linear",
          "none",
          Map.of(),
          List.of(3),
          List.of(2),
          DiffusionSetting.of(ScheduleSetting.linear(), PredictionType.EPSILON, 1),
          0,
          "0".repeat(64));
    }

    @Override
    public Tensor predict(Tensor x, int[] t, Tensor cond) {
      float[] out = x.toFloats();
      float[] c = cond.toFloats();
      for (int i = 0; i < out.length; i++) {
        int row = i / 3;
        out[i] = (float) (slope * out[i] + byCondition * c[2 * row] + byTime * t[row] / 1000);
      }
      return Tensor.of(out, t.length, 3);
    }

    @Override
    public void close() {}
  }

  private PointErrors conditional(NoisePredictor student) {
    return points.errors(points.conditional(teacher), points.conditional(student));
  }

  private PointErrors guided(NoisePredictor student, double guidance) {
    return points.errors(
        points.conditional(teacher).guided(points.unconditional(teacher), guidance),
        points.conditional(student).guided(points.unconditional(student), guidance));
  }

  @Test
  void errors_studentOffByOne_areOneAtEveryPromptAndStratum() {
    PointErrors errors = conditional(new Shifted(teacher));

    assertThat(errors.perPrompt().size()).isEqualTo(PROMPTS);
    assertThat(errors.perPrompt().mean()).isCloseTo(1, within(1e-5));
    assertThat(errors.perStratum()).hasSize(TIMESTEPS).containsOnly(new double[] {1}, within(1e-5));
  }

  private record Shifted(NoisePredictor inner) implements NoisePredictor {
    @Override
    public ModelDescriptor descriptor() {
      return inner.descriptor();
    }

    @Override
    public Tensor predict(Tensor x, int[] t, Tensor cond) {
      float[] out = inner.predict(x, t, cond).toFloats();
      for (int i = 0; i < out.length; i++) {
        out[i] += 1;
      }
      return Tensor.of(out, t.length, 3);
    }

    @Override
    public void close() {}
  }

  @Test
  void perStratum_errorThatGrowsWithTime_growsFromStratumToStratum() {
    double[] strata = conditional(new Linear(1, 1, 1)).perStratum();

    for (int k = 0; k < TIMESTEPS; k++) {
      double least = (double) k / TIMESTEPS;
      double most = (k + 1.0) / TIMESTEPS;
      assertThat(strata[k]).isBetween(least * least, most * most + 1e-4);
    }
  }

  @Test
  void perPromptAndPerStratum_anyStudent_haveTheSameMean() {
    PointErrors errors = conditional(new Linear(0.3, 1.1, 2));

    assertThat(Arrays.stream(errors.perStratum()).average().orElseThrow())
        .isCloseTo(errors.perPrompt().mean(), within(1e-9));
  }

  @Test
  void guided_nobodyHeedsTheCondition_isThePlainError() {
    NoisePredictor deaf = new Linear(1, 0, 0);
    NoisePredictor student = new Linear(0.5, 0, 0.2);
    Predictions plain = points.conditional(deaf);

    PointErrors guided =
        points.errors(
            plain.guided(points.unconditional(deaf), 3),
            points.conditional(student).guided(points.unconditional(student), 3));

    assertThat(guided.perPrompt().mean())
        .isPositive()
        .isEqualTo(points.errors(plain, points.conditional(student)).perPrompt().mean());
  }

  @Test
  void guided_errorInTheConditionAlone_growsWithTheSquareOfTheGuidance() {
    NoisePredictor student = new Linear(1, 1.5, 0);
    double plain = conditional(student).perPrompt().mean();

    assertThat(guided(student, 3).perPrompt().mean()).isCloseTo(9 * plain, within(0.01 * plain));
    assertThat(guided(student, 0).perPrompt().mean()).isZero();
  }

  @Test
  void only_someRows_keepsTheirTextsLatentsAndConditions() {
    HeldOutSet few = held().only(List.of(3, 50));

    assertThat(few.size()).isEqualTo(2);
    assertThat(few.conditions().toFloats()).containsExactly(4, 4, 51, 51);
    assertThat(few.latents().toFloats()).containsExactly(0, 0, 0, -2, -2, -2);
  }
}
