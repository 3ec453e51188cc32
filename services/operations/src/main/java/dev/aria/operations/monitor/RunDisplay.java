package dev.aria.operations.monitor;

import dev.aria.operations.run.RunFiles;
import dev.aria.operations.stack.RunServices;
import dev.aria.operations.stack.Servers;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;

/** Shows a run to people while its services work. What goes wrong with it leaves the run alone. */
@FunctionalInterface
public interface RunDisplay {
  /** Shows nothing. */
  RunDisplay NONE = (servers, cluster, run) -> () -> {};

  /**
   * Begins to show {@code run}.
   *
   * @param servers of the run
   * @param cluster the same Kafka; outlives what is returned
   * @return to be closed before the servers are
   */
  Open open(Servers servers, Cluster cluster, Run run);

  /**
   * What is shown.
   *
   * @param files its folder
   * @param settings of the run
   * @param student the student whose steps are counted
   * @param services at work on it
   */
  record Run(RunFiles files, RunSettings settings, String student, RunServices services) {}

  /** A display that is open. */
  interface Open extends AutoCloseable {
    @Override
    void close();
  }
}
