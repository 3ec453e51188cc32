package dev.aria.trials.chaos;

import dev.aria.trials.chaos.faults.PlannedFault;
import dev.aria.trials.chaos.recovery.Recovery;
import java.util.Locale;
import java.util.Optional;

/**
 * One fault that was done, and how the run came over it.
 *
 * @param run name of the run
 * @param fault what was planned
 * @param recovery what was seen; empty when the run failed before
 */
public record Trial(String run, PlannedFault fault, Optional<Recovery> recovery) {
  /** Who took the work up again, for a person to read. */
  String recoveredBy() {
    return recovery
        .map(found -> found.by().name().toLowerCase(Locale.ROOT))
        .orElse("not recovered");
  }
}
