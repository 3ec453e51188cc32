package dev.aria.operations.plan;

import com.typesafe.config.Config;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import java.util.function.LongSupplier;

/** Makes a plan of a run by trying its models on this machine. */
public final class Planning {
  private final Settings settings;
  private final LongSupplier nanos;

  /** Plans the run of {@code settings}, timed by {@code nanos}. */
  public Planning(Settings settings, LongSupplier nanos) {
    this.settings = settings;
    this.nanos = nanos;
  }

  /**
   * Measures for about {@code seconds} each of teacher, student and encoder.
   *
   * @throws dev.aria.models.model.ModelUnreadable when teacher or student cannot be used
   */
  public RunPlan plan(int cores, double seconds) {
    Measured measured = new MicroRun(settings, new Stopwatch(nanos, seconds)).measure();
    return plan("Measured just now on this machine, each alone (median)", cores, measured);
  }

  /**
   * Plans for models that are not at hand. Every worker and trainer has a device of its own; only
   * the encoder is measured, for about {@code seconds}.
   *
   * @throws dev.aria.models.model.ModelUnreadable when a descriptor cannot be read
   */
  public RunPlan plan(FlopsEstimate estimate, double seconds) {
    double encoder = MicroRun.encoderSeconds(new Stopwatch(nanos, seconds));
    return plan(estimate.toString(), Integer.MAX_VALUE, estimate.of(settings, encoder));
  }

  private RunPlan plan(String source, int cores, Measured measured) {
    RunSettings run = settings.run();
    return new RunPlan(
        run,
        machine(cores),
        source,
        measured,
        RecordSizes.of(run, measured.sampleSize(), measured.conditionDim()));
  }

  private RunPlan.Machine machine(int cores) {
    Config config = settings.config();
    return new RunPlan.Machine(
        cores,
        config.getString("aria.teacher-pool.devices").split(",", -1).length,
        config.getInt("aria.prompt-streamer.encoder-threads"),
        config.getInt("aria.student-trainer.keep"));
  }
}
