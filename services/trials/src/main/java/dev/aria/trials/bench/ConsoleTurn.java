package dev.aria.trials.bench;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What one turn of a console's work came to.
 *
 * @param without samples a second while it hung, mean of before and after
 * @param watched samples a second while it was at work
 * @param millis processor milliseconds that it took for a step meanwhile
 */
record ConsoleTurn(double without, double watched, double millis) {
  /** Of every turn of {@code phases}, for a batch of {@code batch} samples a step. */
  static List<ConsoleTurn> of(
      ConsolePhases phases, StepEnds ends, ConsoleDriver driver, int batch) {
    return IntStream.range(0, phases.turns())
        .mapToObj(
            turn -> {
              Window work = phases.watched().get(turn);
              double watched = ends.rate(work, batch);
              double without =
                  phases.hung().subList(turn, turn + 2).stream()
                      .mapToDouble(window -> ends.rate(window, batch))
                      .average()
                      .orElseThrow();
              return new ConsoleTurn(
                  without, watched, driver.cores(ends, work) * 1000 * batch / watched);
            })
        .toList();
  }

  double ratio() {
    return watched / without;
  }
}
