package dev.aria.teacher.draws;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * How many samples a second all of the pool's workers compute while they work. A job that takes
 * longer than the last ones lowers the speed before it is done, so that a device that hangs shows.
 * Thread-safe.
 */
public final class PoolSpeed implements DoubleSupplier {
  private static final double NEWEST = 0.5;
  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  private final LongSupplier nanoTime;
  private final Map<String, Worker> workers = new HashMap<>();
  private double assumed = 1;

  /** One device: samples a second so far, NaN before its first job, and the job it is at. */
  private static final class Worker {
    private double usual = Double.NaN;
    private long since;
    private int samples;
  }

  /**
   * @param nanoTime monotonic clock, in nanoseconds
   */
  public PoolSpeed(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** {@code worker} begins a job of {@code samples}. */
  public synchronized void began(String worker, int samples) {
    Worker at = workers.computeIfAbsent(worker, name -> new Worker());
    at.since = nanoTime.getAsLong();
    at.samples = samples;
  }

  /** {@code worker} has done its job. */
  public synchronized void ended(String worker) {
    Worker at = workers.computeIfAbsent(worker, name -> new Worker());
    double now = rate(at);
    at.usual = Double.isNaN(at.usual) ? now : NEWEST * now + (1 - NEWEST) * at.usual;
    at.samples = 0;
    assumed = 1;
  }

  /** Doubles the speed told, until the next job: a pool long idle may have become faster. */
  synchronized void assumeFaster() {
    assumed *= 2;
  }

  /** Samples a second; NaN before the first job is done. */
  @Override
  public synchronized double getAsDouble() {
    double sum = 0;
    boolean known = false;
    for (Worker worker : workers.values()) {
      if (!Double.isNaN(worker.usual)) {
        known = true;
        sum += worker.samples == 0 ? worker.usual : Math.min(worker.usual, rate(worker));
      }
    }
    return known ? assumed * sum : Double.NaN;
  }

  private double rate(Worker worker) {
    return worker.samples * SECOND / Math.max(1, nanoTime.getAsLong() - worker.since);
  }
}
