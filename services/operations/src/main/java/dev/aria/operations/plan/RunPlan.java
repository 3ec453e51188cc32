package dev.aria.operations.plan;

import dev.aria.runtime.settings.RunSettings;
import java.time.Duration;

/**
 * What a run would need and take, by arithmetic on what was measured.
 *
 * @param run what its services agree on
 * @param machine who works where
 * @param source how the costs were found, in words
 * @param measured costs, each alone
 * @param sizes bytes of its records
 */
public record RunPlan(
    RunSettings run, Machine machine, String source, Measured measured, RecordSizes sizes) {
  private static final long FLOAT_BYTES = 4;
  private static final int COPIES_BESIDE_GRADIENTS = 4;
  private static final int CHECKPOINT_COPIES = 4;
  private static final double DAY_SECONDS = 86_400;

  /**
   * Who works where.
   *
   * @param cores processors that all services share; {@link Integer#MAX_VALUE} where each has a
   *     device of its own
   * @param teachers workers of the teacher pool
   * @param encoderThreads threads that encode prompts
   * @param checkpointsKept checkpoints of a student on disk
   */
  public record Machine(int cores, int teachers, int encoderThreads, int checkpointsKept) {}

  /** Teacher's time for one global step on one worker, in seconds. */
  public double teacherWork() {
    return run.batch() * measured.teacherSeconds();
  }

  /**
   * Seconds of one global step: no worker is faster than alone, and no processor does more than its
   * share of the whole work.
   */
  public double stepSeconds() {
    double slowest = Math.max(teacherWork() / machine.teachers(), measured.studentSeconds());
    double shared = (teacherWork() + measured.studentSeconds()) / machine.cores();
    return Math.max(slowest, shared);
  }

  public double samplesPerSecond() {
    return run.batch() / stepSeconds();
  }

  /** Time to train all steps. */
  public Duration training() {
    return ofSeconds(run.steps() * stepSeconds());
  }

  /** Time to encode a corpus of {@code prompts} once. */
  public Duration tagging(long prompts) {
    int threads = Math.min(machine.encoderThreads(), machine.cores());
    return ofSeconds(prompts * measured.encoderSeconds() / threads);
  }

  /** Records a second: draws, targets and reports of every shard, and the sampler's state. */
  public double messagesPerSecond() {
    return messagesPerStep() / stepSeconds();
  }

  /** Records of one global step. */
  public int messagesPerStep() {
    return 3 * run.shards() + 1;
  }

  /** Bytes that one global step adds to the log. */
  public long bytesPerStep() {
    return run.shards() * (sizes.draws() + sizes.targets() + sizes.report());
  }

  /** Bytes a day at full speed. */
  public double bytesPerDay() {
    return bytesPerStep() * DAY_SECONDS / stepSeconds();
  }

  /** Bytes of the whole run's log, before retention takes old draws and reports away. */
  public long bytesOfRun() {
    return run.steps() * bytesPerStep();
  }

  /** Bytes of the checkpoints kept: weights, two moments and average each. */
  public long checkpointBytes() {
    return FLOAT_BYTES
        * CHECKPOINT_COPIES
        * machine.checkpointsKept()
        * measured.studentParameters();
  }

  /** Native bytes of the teacher's weights, all workers together. */
  public long teacherBytes() {
    return FLOAT_BYTES * machine.teachers() * measured.teacherParameters();
  }

  /** Native bytes of weights, two moments, average, and a gradient a shard. */
  public long studentBytes() {
    return (COPIES_BESIDE_GRADIENTS + (long) run.shards())
        * FLOAT_BYTES
        * measured.studentParameters();
  }

  private static Duration ofSeconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
