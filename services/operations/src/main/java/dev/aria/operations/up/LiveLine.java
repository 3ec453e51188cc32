package dev.aria.operations.up;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.operations.monitor.CorpusRegions;
import dev.aria.operations.monitor.ProgressLine;
import dev.aria.operations.monitor.RunMonitor;
import dev.aria.operations.monitor.RunProgress;
import dev.aria.operations.monitor.ServiceWaits;
import dev.aria.operations.monitor.Throughput;
import dev.aria.operations.stack.RunServices;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line that shows a run as it goes, from the moment its corpus has regions until its student is
 * finished.
 */
final class LiveLine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveLine.class);
  private static final Duration RATE_WINDOW = Duration.ofSeconds(10);

  private final Cluster cluster;
  private final RunSettings run;
  private final String student;
  private final ServiceWaits waits;
  private final Clock clock;
  private final Throughput throughput = new Throughput(RATE_WINDOW);
  private @Nullable RunMonitor monitor;
  private @Nullable ProgressLine line;
  private boolean ended;

  /**
   * A line that is not shown yet.
   *
   * @param student the student whose steps are counted
   */
  LiveLine(Cluster cluster, RunSettings run, String student, RunServices services, Clock clock) {
    this.cluster = cluster;
    this.run = run;
    this.student = student;
    this.waits = new ServiceWaits(services);
    this.clock = clock;
  }

  /**
   * Shows where the run stands. What cannot be read ends the line, and nothing else: the services
   * outlive a broker that is away.
   *
   * @return whether the student has been finished since the last call
   */
  boolean refresh() {
    try {
      return !ended && shown();
    } catch (RuntimeException e) {
      close();
      LOG.warn(
          "the run's progress is not shown any more; 'aria status' tells it: {}", e.toString());
      return false;
    }
  }

  private boolean shown() {
    if (line == null) {
      Optional<RegionMapRecord> regions = CorpusRegions.newest(cluster, run.corpus());
      if (regions.isEmpty()) {
        return false;
      }
      line = new ProgressLine(run.name(), run.steps(), run.batch(), regions.get().names(), clock);
    }
    RunMonitor watched = monitor == null ? new RunMonitor(cluster, run, student) : monitor;
    monitor = watched;
    RunProgress progress = watched.refresh();
    throughput.mark(clock.instant(), progress.trained() * run.batch());
    line.show(progress, throughput.perSecond(), waits.read());
    if (watched.finished()) {
      close();
      return true;
    }
    return false;
  }

  @Override
  public void close() {
    if (ended) {
      return;
    }
    ended = true;
    try {
      if (line != null) {
        line.close();
      }
      if (monitor != null) {
        monitor.close();
      }
    } catch (RuntimeException e) { // the services go on, whatever becomes of the line
      LOG.warn("the progress line did not end in good order: {}", e.toString());
    }
  }
}
