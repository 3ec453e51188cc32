package dev.aria.trials.chaos.processes;

import dev.aria.operations.stack.ServiceKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Tells processes that have died from those that have ended because their work is done. */
public final class DeathCheck {
  /** A process knows that a run is over before those who read the logs beside it. */
  private static final Duration NEWS = Duration.ofSeconds(10);

  private final Predicate<ServiceKind> done;
  private final InstantSource clock;
  private final Map<Long, Instant> early = new HashMap<>();

  /**
   * @param done whether a run has nothing left to do for a kind of service
   */
  public DeathCheck(Predicate<ServiceKind> done, InstantSource clock) {
    this.done = done;
    this.clock = clock;
  }

  /** Whether process {@code pid}, which nobody told to stop and which ended, has died. */
  boolean isDeath(ServiceKind kind, long pid, int exitCode) {
    if (exitCode != 0) {
      return true;
    }
    if (done.test(kind)) {
      return false;
    }
    Instant now = clock.instant();
    Instant noticed = early.computeIfAbsent(pid, first -> now);
    return Duration.between(noticed, now).compareTo(NEWS) > 0;
  }
}
