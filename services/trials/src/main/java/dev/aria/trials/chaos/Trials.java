package dev.aria.trials.chaos;

import dev.aria.trials.chaos.faults.PlannedFault;
import dev.aria.trials.chaos.recovery.Recovery;
import dev.aria.trials.chaos.recovery.RunOver;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Faults that were done to one run, the one that it did not come over included. */
final class Trials {
  private final String run;
  private final List<Trial> done = new ArrayList<>();

  Trials(String run) {
    this.run = run;
  }

  /**
   * Does the first of {@code due}, which is taken off, unless the run was over before: then nothing
   * was tried, and it is due still.
   */
  Trial attempt(Deque<PlannedFault> due, Function<PlannedFault, Recovery> injection) {
    PlannedFault fault = due.remove();
    try {
      Trial trial = new Trial(run, fault, Optional.of(injection.apply(fault)));
      done.add(trial);
      return trial;
    } catch (RunOver over) {
      due.addFirst(fault);
      throw over;
    } catch (RuntimeException failure) {
      done.add(new Trial(run, fault, Optional.empty()));
      throw failure;
    }
  }

  /** All of them, in order. */
  List<Trial> all() {
    return List.copyOf(done);
  }
}
