package dev.aria.trials.bench;

import dev.aria.trials.bench.ConsolePhases.Watching;

/**
 * What one cycle measured.
 *
 * @param absent samples a second without a console, mean of before and after
 * @param watched samples a second beside one whose page listens
 * @param hung samples a second beside one that was stopped amid its work
 * @param millis processor milliseconds that the watched console took for a step
 */
record ConsoleCycle(double absent, double watched, double hung, double millis) {
  /** Of cycle number {@code cycle}. */
  static ConsoleCycle of(
      int cycle, ConsolePhases phases, StepEnds ends, ConsoleDriver driver, int batch) {
    Window looked = phases.within(cycle, Watching.WATCHED);
    double watched = ends.rate(looked, batch);
    return new ConsoleCycle(
        phases.around(cycle).stream()
            .mapToDouble(window -> ends.rate(window, batch))
            .average()
            .orElseThrow(),
        watched,
        ends.rate(phases.within(cycle, Watching.HUNG), batch),
        driver.cores(ends, looked) * 1000 * batch / watched);
  }

  double watchedRatio() {
    return watched / absent;
  }

  double hungRatio() {
    return hung / absent;
  }
}
