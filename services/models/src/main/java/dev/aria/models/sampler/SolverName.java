package dev.aria.models.sampler;

import dev.aria.core.diffusion.NoiseSchedule;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Ways to solve the probability-flow ODE from noise to sample. */
public enum SolverName {
  /** Song et al. 2021, eta = 0: first order, for every schedule. */
  DDIM("ddim") {
    @Override
    Solver solver() {
      return new DdimSolver();
    }
  },
  /** DPM-Solver++(2M), Lu et al. 2022: second order, for every schedule. */
  DPM_SOLVER("dpm++2m") {
    @Override
    Solver solver() {
      return new DpmSolver();
    }
  },
  /** Euler's method along the velocity of a rectified flow. */
  EULER("euler") {
    @Override
    Solver solver() {
      return new EulerSolver();
    }

    @Override
    void check(NoiseSchedule schedule) {
      for (int t = 0; t < schedule.timesteps(); t++) {
        if (Math.abs(schedule.signal(t) + schedule.noise(t) - 1) > STRAIGHT) {
          throw new IllegalArgumentException(
              "sampler euler is for rectified flows; this model's schedule is none, ddim and dpm++2m take it");
        }
      }
    }
  };

  private static final double STRAIGHT = 1e-9;

  private final String text;

  SolverName(String text) {
    this.text = text;
  }

  /**
   * The solver called {@code text}.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public static SolverName named(String text) {
    return Arrays.stream(values())
        .filter(name -> name.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown sampler '%s'; known: %s".formatted(text, known())));
  }

  private static String known() {
    return Arrays.stream(values()).map(name -> name.text).collect(Collectors.joining(", "));
  }

  /** A new one, for one batch. */
  abstract Solver solver();

  /** Refuses a schedule that the solver is not for. */
  void check(NoiseSchedule schedule) {}
}
