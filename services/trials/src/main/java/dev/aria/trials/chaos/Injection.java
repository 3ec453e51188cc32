package dev.aria.trials.chaos;

/** Does faults and waits for the run to come over them. */
final class Injection {
  private final ProcessFaults processes;
  private final ServerFaults servers;

  Injection(Stage stage) {
    processes = new ProcessFaults(stage);
    servers = new ServerFaults(stage);
  }

  /**
   * Does {@code fault}; returns once it is over and the run has recovered, every process started
   * again.
   *
   * @throws RunOver when the student is finished before
   * @throws NotRecovered when the run does not recover
   */
  Recovery inject(PlannedFault fault) {
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
