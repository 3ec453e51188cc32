package dev.aria.teacher;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a fast and a slow worker get on together, looked at in windows of so many steps each. The
 * partitions are assigned anew some seconds after one has slowed down, and more than once; which
 * window is the first after that, no clock of a shared machine can say.
 */
final class SharedPace {
  private static final Logger LOG = LoggerFactory.getLogger(SharedPace.class);
  private static final int WINDOW = 80; // steps
  private static final double LITTLE = 0.25;

  private final LongSupplier frontier;
  private final DoubleSupplier byFast;
  private final DoubleSupplier bySlow;
  private Mark start;

  private record Mark(long step, double fast, double slow, long nanos) {}

  /**
   * @param frontier steps answered
   * @param byFast work done by the fast one
   * @param bySlow work done by the slow one
   */
  SharedPace(LongSupplier frontier, DoubleSupplier byFast, DoubleSupplier bySlow) {
    this.frontier = frontier;
    this.byFast = byFast;
    this.bySlow = bySlow;
    this.start = mark();
  }

  /**
   * Whether a window has ended in which the slow one did less than a quarter of the work and the
   * steps went at more than half the pace of the fast one alone. Equal shares never get there.
   *
   * @param alone the fast one's pace without the other, in steps a second
   */
  boolean isHeldBackLittle(double alone) {
    Mark end = mark();
    if (end.step() < start.step() + WINDOW) {
      return false;
    }
    double fast = end.fast() - start.fast();
    double slow = end.slow() - start.slow();
    double pace = (end.step() - start.step()) / ((end.nanos() - start.nanos()) / 1e9);
    LOG.warn(
        "beside one ten times slower: {} steps/s, the fast one alone {}; work {} to {}",
        pace,
        alone,
        fast,
        slow);
    start = end;
    return slow / (slow + fast) < LITTLE && pace > alone / 2;
  }

  private Mark mark() {
    return new Mark(
        frontier.getAsLong(), byFast.getAsDouble(), bySlow.getAsDouble(), System.nanoTime());
  }
}
