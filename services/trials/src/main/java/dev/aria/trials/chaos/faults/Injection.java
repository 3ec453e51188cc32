package dev.aria.trials.chaos.faults;

import dev.aria.trials.chaos.processes.NotRecovered;
import dev.aria.trials.chaos.recovery.Recovery;
import dev.aria.trials.chaos.recovery.RunOver;

/** Does faults and waits for the run to come over them. */
public final class Injection {
  private final ProcessFaults processes;
  private final ServerFaults servers;

  public Injection(FaultTarget target) {
    processes = new ProcessFaults(target);
    servers = new ServerFaults(target);
  }

  /**
   * Does {@code fault}; returns once it is over and the run has recovered, every process started
   * again.
   *
   * @throws RunOver when the student is finished before
   * @throws NotRecovered when the run does not recover
   */
  public Recovery inject(PlannedFault fault) {
    return switch (fault.kind().deed()) {
      case KILL -> processes.kill(fault);
      case STOP -> processes.stop(fault);
      case FREEZE -> processes.freeze(fault);
      case STARVE -> processes.starve(fault);
      case GUEST -> processes.guest(fault);
      case SERVER -> servers.hit(fault);
    };
  }
}
