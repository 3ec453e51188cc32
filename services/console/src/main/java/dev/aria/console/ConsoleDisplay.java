package dev.aria.console;

import dev.aria.console.server.ConsoleServer;
import dev.aria.console.watch.RunFlow;
import dev.aria.console.watch.WatchedRun;
import dev.aria.operations.monitor.ProgressLine;
import dev.aria.operations.monitor.RunDisplay;
import dev.aria.operations.monitor.ServiceWaits;
import dev.aria.operations.stack.Servers;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RedisSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the console beside a run's services, and says where. */
public final class ConsoleDisplay implements RunDisplay {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleDisplay.class);

  private final ConsoleSettings settings;
  private final boolean anyPort;
  private final Path data;
  private final PrintWriter out;

  /**
   * A console that is not served yet.
   *
   * @param anyPort whether another port will do when that of {@code settings} is taken
   * @param data folder under which runs have their folders
   * @param out told the address
   */
  public ConsoleDisplay(ConsoleSettings settings, boolean anyPort, Path data, PrintWriter out) {
    this.settings = settings;
    this.anyPort = anyPort;
    this.data = data;
    this.out = out;
  }

  /** Serves from now on; a console that cannot be served is told, and the run goes on without. */
  @Override
  public Open open(Servers servers, Cluster cluster, Run run) {
    ServiceWaits waits = new ServiceWaits(run.services());
    WatchedRun watched = new WatchedRun(run.settings(), run.student(), () -> shown(waits.read()));
    try {
      ConsoleServer server = started(watched, cluster, servers.redis(), run.files().folder());
      out.println("console " + server.address());
      out.flush();
      return () -> close(server);
    } catch (RuntimeException e) {
      LOG.warn("no console is served: {}", e.toString());
      return () -> {};
    }
  }

  private ConsoleServer started(
      WatchedRun watched, Cluster cluster, RedisSettings redis, Path folder) {
    ConsoleServer server = new ConsoleServer(settings, watched, cluster, redis, data, folder);
    try {
      server.start();
      return server;
    } catch (IllegalStateException taken) {
      if (!anyPort) {
        throw taken;
      }
      ConsoleServer other =
          new ConsoleServer(
              new ConsoleSettings(settings.host(), 0), watched, cluster, redis, data, folder);
      other.start();
      return other;
    }
  }

  private static void close(ConsoleServer server) {
    try {
      server.close();
    } catch (RuntimeException e) { // the services are stopped in good order, whatever it does
      LOG.warn("the console did not end in good order: {}", e.toString());
    }
  }

  private static RunFlow.Waits shown(ProgressLine.Waits waits) {
    return new RunFlow.Waits(share(waits.teacherWait()), share(waits.trainerWait()));
  }

  private static @Nullable Double share(OptionalDouble share) {
    return share.isPresent() ? share.getAsDouble() : null;
  }
}
