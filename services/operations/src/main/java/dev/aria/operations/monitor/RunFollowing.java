package dev.aria.operations.monitor;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.thread.Pause;
import dev.aria.operations.monitor.ProgressLine.Waits;
import dev.aria.operations.stack.RunServices;
import dev.aria.runtime.settings.RunSettings;
import java.time.Clock;
import java.time.Duration;

/** Shows a run on the screen until its student is finished. */
public final class RunFollowing {
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration RATE_WINDOW = Duration.ofSeconds(10);

  private final RunSettings run;
  private final RunServices services;
  private final Clock clock;

  public RunFollowing(RunSettings run, RunServices services, Clock clock) {
    this.run = run;
    this.services = services;
    this.clock = clock;
  }

  /**
   * Returns once the student's last checkpoint is published, or an operator has stopped the run and
   * every service has ended.
   *
   * @throws dev.aria.operations.stack.ServiceDied when a service ends with a failure before that
   */
  public void untilFinished(RunMonitor monitor, RegionMapRecord regions) {
    Throughput throughput = new Throughput(RATE_WINDOW);
    ServiceWaits waits = new ServiceWaits(services);
    try (ProgressLine line =
        new ProgressLine(run.name(), run.steps(), run.batch(), regions.names(), clock)) {
      while (!monitor.finished() && !services.ended()) {
        RunProgress progress = monitor.refresh();
        services.check();
        throughput.mark(clock.instant(), progress.trained() * run.batch());
        Waits shares = waits.read();
        line.show(progress, throughput.perSecond(), shares);
        Pause.of(EVERY, "following the run");
      }
      line.show(monitor.catchUp(), throughput.perSecond(), waits.read());
    }
  }
}
