package dev.aria.operations.audit;

import dev.aria.core.record.PromptCoordinate;
import java.util.OptionalInt;

/** Which of a run's teachers the prompts of its corpus name. */
@FunctionalInterface
interface PromptTeachers {
  /** Knows of no prompt. */
  PromptTeachers UNKNOWN = (regionMapDigest, prompt) -> OptionalInt.empty();

  /** Index of a teacher that the run does not have. */
  int LACKING = Character.MAX_VALUE;

  /**
   * Index of the teacher that {@code prompt} names, {@link #LACKING} for one that the run lacks;
   * empty where the corpus does not hold the prompt any more.
   *
   * @param regionMapDigest map that tagged the corpus
   */
  OptionalInt of(String regionMapDigest, PromptCoordinate prompt);
}
