package dev.aria.models.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.diffusion.DdimStep;
import dev.aria.core.diffusion.NoiseLevel;
import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.models.model.ScheduleSetting.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Solvers against the exact solution of the probability-flow ODE for Gaussian data. */
final class SolverTest {
  private static final ScheduleSetting FLOW = new ScheduleSetting.RectifiedFlow(1000, 1);
  private static final double CENTRE = 2;
  private static final double VARIANCE = 0.25;
  private static final long SEED = 7;

  private static float[] sample(
      ScheduleSetting schedule, PredictionType type, SolverName solver, int steps) {
    var settings = SamplingSettings.unclipped(steps, 1).by(solver);
    return new DiffusionSampler(new GaussianModel(schedule, type), settings)
        .sample(Tensor.of(new float[] {(float) CENTRE}, 1, 1), SEED)
        .toFloats();
  }

  /** Largest distance from where the ODE leads. */
  private static double error(
      ScheduleSetting schedule, PredictionType type, SolverName solver, int steps) {
    float[] exact = GaussianModel.endOfFlow(SEED, CENTRE);
    float[] found = sample(schedule, type, solver, steps);
    double largest = 0;
    for (int i = 0; i < exact.length; i++) {
      largest = Math.max(largest, Math.abs(exact[i] - found[i]));
    }
    return largest;
  }

  static Stream<Arguments> cases() {
    List<ScheduleSetting> schedules =
        List.of(
            new ScheduleSetting.Variances(Kind.ZERO_SNR_SCALED_LINEAR, 1000, 0.00085, 0.012),
            new ScheduleSetting.Variances(Kind.ZERO_SNR_LINEAR, 1000, 1e-4, 0.02),
            FLOW,
            new ScheduleSetting.RectifiedFlow(1000, 3));
    return schedules.stream()
        .flatMap(
            schedule ->
                Stream.of(PredictionType.V, PredictionType.FLOW)
                    .map(type -> Arguments.of(schedule, type)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sample_byDpm_liesNearerToTheOdesEndThanDdim(ScheduleSetting schedule, PredictionType type) {
    for (int steps : new int[] {20, 50}) {
      double ddim = error(schedule, type, SolverName.DDIM, steps);

      assertThat(error(schedule, type, SolverName.DPM_SOLVER, steps)).isLessThan(0.75 * ddim);
      assertThat(error(schedule, type, SolverName.DDIM, 2 * steps))
          .isBetween(0.4 * ddim, 0.6 * ddim);
    }
  }

  /** Between two levels, in steps of equal length in lambda: first order and second order. */
  @Test
  void step_halfAsLong_errorFallsByTheSolversOrder() {
    for (int steps : new int[] {8, 16, 32}) {
      assertThat(between(new DdimSolver(), steps) / between(new DdimSolver(), 2 * steps))
          .isBetween(1.8, 2.3);
      assertThat(between(new DpmSolver(), steps) / between(new DpmSolver(), 2 * steps))
          .isBetween(3.7, 4.3);
    }
  }

  /** Error of {@code solver} from lambda = -2 to 0 under a variance-preserving schedule. */
  private static double between(Solver solver, int steps) {
    float[] x = {(float) onFlow(level(-2))};
    for (int i = 0; i < steps; i++) {
      NoiseLevel from = level(-2 + 2.0 * i / steps);
      NoiseLevel to = level(-2 + 2.0 * (i + 1) / steps);
      double shift = from.signal() * VARIANCE * (x[0] - from.signal() * CENTRE);
      double sample = CENTRE + shift / variance(from);
      double noise = (x[0] - from.signal() * sample) / from.noise();
      solver.step(
          new DdimStep(0, from, to), x, new float[] {(float) sample}, new float[] {(float) noise});
    }
    return Math.abs(x[0] - onFlow(level(0)));
  }

  private static NoiseLevel level(double lambda) {
    double ratio = Math.exp(lambda);
    return new NoiseLevel(ratio / Math.sqrt(1 + ratio * ratio), 1 / Math.sqrt(1 + ratio * ratio));
  }

  /** x of the ODE's solution that comes from noise 1.3. */
  private static double onFlow(NoiseLevel level) {
    return level.signal() * CENTRE + 1.3 * Math.sqrt(variance(level));
  }

  private static double variance(NoiseLevel level) {
    return level.signal() * level.signal() * VARIANCE + level.noise() * level.noise();
  }

  @ParameterizedTest
  @EnumSource
  void sample_byAnySolver_arrivesWhereTheOdeLeads(SolverName solver) {
    assertThat(error(FLOW, PredictionType.FLOW, solver, 500)).isLessThan(0.005);
  }

  @ParameterizedTest
  @EnumSource(names = {"V", "FLOW"})
  void sample_byEuler_isDdimUnderARectifiedFlow(PredictionType type) {
    assertThat(sample(FLOW, type, SolverName.EULER, 20))
        .containsExactly(sample(FLOW, type, SolverName.DDIM, 20), within(1e-5f));
  }

  @Test
  void sample_firstStepOfDpm_isDdims() {
    assertThat(sample(FLOW, PredictionType.FLOW, SolverName.DPM_SOLVER, 1))
        .containsExactly(sample(FLOW, PredictionType.FLOW, SolverName.DDIM, 1), within(1e-6f));
  }

  @Test
  void new_eulerUnderVariances_isRefusedWithWhatWouldDo() {
    assertThatThrownBy(
            () -> sample(ScheduleSetting.linear(), PredictionType.V, SolverName.EULER, 20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ddim and dpm++2m");
  }

  @Test
  void named_unknown_isRefusedWithTheKnownOnes() {
    assertThat(SolverName.named("dpm++2m")).isEqualTo(SolverName.DPM_SOLVER);
    assertThatThrownBy(() -> SolverName.named("heun")).hasMessageContaining("ddim, dpm++2m, euler");
  }
}
