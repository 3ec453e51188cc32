package dev.aria.trials.study.data;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What is measured of a student in a study. */
public enum StudyMeasure {
  /** Mean squared difference to the teacher's noise at noised pictures of held-out prompts. */
  NOISE_MSE("noise-mse", true),
  /** As {@link #NOISE_MSE}, of the noise that classifier-free guidance makes of both. */
  GUIDED_MSE("guided-mse", true),
  /** As {@link #NOISE_MSE}, under the null prompt. */
  NULL_MSE("null-mse", true),
  /** Mean squared difference of the pictures that student and teacher sample from one noise. */
  PICTURE_MSE("picture-mse", true),
  /** Share of the student's pictures whose nearest true picture is that of their prompt. */
  RETRIEVAL("retrieval", false),
  /** As {@link #RETRIEVAL}, of the teacher's pictures. */
  TEACHER_RETRIEVAL("teacher-retrieval", false),
  /** Distance of the student's sampled latents to those of the true pictures. */
  FEATURE_DISTANCE("feature-distance", true),
  /** As {@link #FEATURE_DISTANCE}, of the teacher's pictures. */
  TEACHER_FEATURE_DISTANCE("teacher-feature-distance", true),
  /** Mean loss at the run's own draws, so not the same quantity under different contenders. */
  TRAINING_LOSS("training-loss", true);

  private final String text;
  private final boolean lowerBetter;

  StudyMeasure(String text, boolean lowerBetter) {
    this.text = text;
    this.lowerBetter = lowerBetter;
  }

  /** Its name in {@code measures.tsv}. */
  public String text() {
    return text;
  }

  /** Whether a smaller value is the better one. */
  public boolean lowerBetter() {
    return lowerBetter;
  }

  /**
   * The measure of that name in {@code measures.tsv}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static StudyMeasure of(String text) {
    return Arrays.stream(values())
        .filter(measure -> measure.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "measure is '%s', must be one of %s"
                        .formatted(
                            text,
                            Arrays.stream(values())
                                .map(StudyMeasure::text)
                                .collect(Collectors.joining(", ")))));
  }
}
