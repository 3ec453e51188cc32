package dev.aria.trials.compare;

import java.util.List;

/** Trains the runs of a comparison, by one engine. */
interface ComparedRuns {
  /**
   * Trains {@code pending} and adds each to {@code results} as it ends.
   *
   * @param name of the comparison
   * @param spent finished runs of it that have left something to be deleted
   */
  void finish(String name, List<PlannedRun> pending, List<SpentRun> spent, Results results);
}
