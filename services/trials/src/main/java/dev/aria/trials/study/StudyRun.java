package dev.aria.trials.study;

import dev.aria.trials.study.data.RunKey;

/**
 * A run of a study.
 *
 * @param contender what is trained
 * @param seed of draws, student, regions and split
 */
record StudyRun(StudyContender contender, long seed) {
  /** As the raw data names it. */
  RunKey key() {
    return new RunKey(contender.name(), seed);
  }

  @Override
  public String toString() {
    return "seed %d, %s".formatted(seed, contender.name());
  }
}
