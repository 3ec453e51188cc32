package dev.aria.trials.bench;

/**
 * The steps of a loop that are measured: neither those in which compilers and caches warm up, nor
 * the last, during which what works ahead has run out of work.
 *
 * @param from first step measured, at least 1: the clock starts when the step before it ends
 * @param to step after the last one measured
 */
record Window(int from, int to) {
  Window {
    if (from < 1 || to <= from) {
      throw new IllegalArgumentException(
          "window is from step %d to %d, must begin at 1 or later and hold a step"
              .formatted(from, to));
    }
  }

  int steps() {
    return to - from;
  }
}
