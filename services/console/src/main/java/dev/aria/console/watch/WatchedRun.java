package dev.aria.console.watch;

import dev.aria.runtime.settings.RunSettings;
import java.util.function.Supplier;

/**
 * The run that a console shows.
 *
 * @param run its settings
 * @param student the student whose steps are counted
 * @param waits how much of their time its services wait, asked once a second
 */
public record WatchedRun(RunSettings run, String student, Supplier<RunFlow.Waits> waits) {
  /** A run whose services' metrics are out of reach. */
  public static WatchedRun of(RunSettings run, String student) {
    return new WatchedRun(run, student, () -> new RunFlow.Waits(null, null));
  }
}
