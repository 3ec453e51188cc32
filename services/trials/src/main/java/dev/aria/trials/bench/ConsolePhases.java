package dev.aria.trials.bench;

import dev.aria.emoji.demo.DemoSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * When a console watches a run and when not, counted in steps. First there is none. Then one starts
 * and is compiled, as one that works for weeks has been. From then on it hangs and works in turns,
 * hanging first and last, so that each turn of work has one without on either side, and a rate that
 * drifts does so on both. In the end it is killed.
 *
 * @param warmUp steps before the first phase, at least 1
 * @param turns turns of work, at least 1
 */
record ConsolePhases(int warmUp, int turns) {
  /** What a console does. */
  enum Watching {
    /** There is none. */
    ABSENT,
    /** It serves a page that listens, and draws pictures at each checkpoint. */
    WATCHED,
    /** It was stopped amid its work and holds its connections. */
    HUNG
  }

  /** Steps at the start of a phase that are not measured. */
  private static final int SETTLING = 40;

  /** Steps measured after those, as many as between two checkpoints of the demo. */
  private static final int MEASURED = 160;

  private static final int PHASE = SETTLING + MEASURED;
  private static final int COMPILING = 2 * PHASE;

  ConsolePhases {
    if (warmUp < 1 || turns < 1) {
      throw new IllegalArgumentException(
          "warm-up is %d and turns are %d, both must be at least 1".formatted(warmUp, turns));
    }
  }

  private int firstHung() {
    return warmUp + PHASE + COMPILING;
  }

  private int killed() {
    return firstHung() + (2 * turns + 1) * PHASE;
  }

  /** Steps of a run that holds all phases, and those for which the teacher has no work left. */
  int steps() {
    return killed() + PHASE + DemoSettings.STEPS_IN_FLIGHT;
  }

  /** Steps between two checkpoints: one falls into each phase's measured part. */
  static int checkpointEvery() {
    return MEASURED;
  }

  /** What the console does once {@code trained} steps are trained. */
  Watching at(long trained) {
    if (trained < warmUp + PHASE || trained >= killed()) {
      return Watching.ABSENT;
    }
    if (trained < firstHung()) {
      return Watching.WATCHED;
    }
    return (trained - firstHung()) / PHASE % 2 == 0 ? Watching.HUNG : Watching.WATCHED;
  }

  /** The steps measured before the console came, and after it was killed. */
  List<Window> absent() {
    return List.of(window(warmUp), window(killed()));
  }

  /** The steps measured while it hung, in their order; one more than there are turns of work. */
  List<Window> hung() {
    return everyOther(firstHung(), turns + 1);
  }

  /** The steps measured while it was at work, by turn. */
  List<Window> watched() {
    return everyOther(firstHung() + PHASE, turns);
  }

  private static List<Window> everyOther(int first, int count) {
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      windows.add(window(first + 2 * i * PHASE));
    }
    return windows;
  }

  private static Window window(int begin) {
    return new Window(begin + SETTLING, begin + PHASE);
  }
}
