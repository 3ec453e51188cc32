package dev.aria.trials.chaos.recovery;

/** The student was finished before the recovery from a fault could be seen: the trial is void. */
public final class RunOver extends RuntimeException {
  public RunOver() {
    super("the student was finished before");
  }
}
