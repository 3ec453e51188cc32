package dev.aria.emoji.problem.measurement;

import dev.aria.emoji.problem.StudentComparison;

/**
 * How much is measured.
 *
 * @param prompts held-out prompts of a region at which noise is compared, at most
 * @param timestepsPerPrompt timesteps of each
 * @param shown held-out prompts that are drawn, of paired and of unpaired categories each
 * @param samplingSteps DDIM steps of a drawing
 */
public record MeasurementSize(int prompts, int timestepsPerPrompt, int shown, int samplingSteps) {
  /** The size that studies report. */
  public static final MeasurementSize FULL =
      new MeasurementSize(16, StudentComparison.TIMESTEPS_PER_PROMPT, 80, 25);
}
