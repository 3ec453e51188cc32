package dev.aria.trials.chaos.faults;

import java.time.Duration;

/**
 * One fault of a schedule.
 *
 * @param number place in the schedule, from 1
 * @param kind what is done
 * @param afterSteps global steps to be trained between the last recovery and this fault
 * @param outage how long a freeze, a starvation or an absence lasts; unused by other kinds
 * @param member which of several processes it hits, modulo their number
 */
public record PlannedFault(
    int number, FaultKind kind, int afterSteps, Duration outage, int member) {
  @Override
  public String toString() {
    return "%3d  %-16s after %2d steps, member %d, outage %.1f s"
        .formatted(number, kind.label(), afterSteps, member, outage.toMillis() / 1e3);
  }
}
