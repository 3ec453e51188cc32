package dev.aria.trials.chaos;

/** The student was finished before the recovery from a fault could be seen: the trial is void. */
final class RunOver extends RuntimeException {
  RunOver() {
    super("the student was finished before");
  }
}
