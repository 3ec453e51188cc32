package dev.aria.trials.bench;

import dev.aria.emoji.demo.DemoSettings;
import java.util.List;

/**
 * When a console watches a run and when not, counted in steps. A cycle has a phase without a
 * console, one with it, and one with it hung; what follows the last cycle is a phase without, so
 * that each cycle has one on either side, and a rate that drifts does so on both.
 *
 * @param warmUp steps before the first phase, at least 1
 * @param cycles how many, at least 1
 */
record ConsolePhases(int warmUp, int cycles) {
  /** What a console does. */
  enum Watching {
    /** There is none. */
    ABSENT,
    /** It serves a page that listens. */
    WATCHED,
    /** It was stopped amid its work and holds its connections. */
    HUNG
  }

  /** Steps at the start of a phase that are not measured: a console starts and is compiled. */
  private static final int SETTLING = 80;

  /** Steps measured after those, as many as between two checkpoints of the demo. */
  private static final int MEASURED = 160;

  private static final int PHASE = SETTLING + MEASURED;
  private static final List<Watching> CYCLE = List.of(Watching.values());

  ConsolePhases {
    if (warmUp < 1 || cycles < 1) {
      throw new IllegalArgumentException(
          "warm-up is %d and cycles %d, both must be at least 1".formatted(warmUp, cycles));
    }
  }

  private int phases() {
    return cycles * CYCLE.size() + 1;
  }

  /** Steps of a run that holds all phases, and those for which the teacher has no work left. */
  int steps() {
    return warmUp + phases() * PHASE + DemoSettings.STEPS_IN_FLIGHT;
  }

  /** Steps between two checkpoints: one falls into each phase's measured part. */
  static int checkpointEvery() {
    return MEASURED;
  }

  /** What the console does once {@code trained} steps are trained. */
  Watching at(long trained) {
    long phase = Math.floorDiv(trained - warmUp, PHASE);
    return phase < 0 || phase >= phases()
        ? Watching.ABSENT
        : CYCLE.get((int) (phase % CYCLE.size()));
  }

  /** The steps measured without a console, before and after {@code cycle}. */
  List<Window> around(int cycle) {
    return List.of(window(cycle * CYCLE.size()), window((cycle + 1) * CYCLE.size()));
  }

  /** The steps of {@code cycle} measured while the console does so. */
  Window within(int cycle, Watching watching) {
    return window(cycle * CYCLE.size() + CYCLE.indexOf(watching));
  }

  private Window window(int phase) {
    int begin = warmUp + phase * PHASE;
    return new Window(begin + SETTLING, begin + PHASE);
  }
}
