package dev.aria.operations.up;

import dev.aria.operations.control.RunOrders;
import dev.aria.operations.manifest.OpenedRun;
import dev.aria.operations.manifest.TeacherPasses;
import dev.aria.operations.monitor.RunDisplay;
import dev.aria.operations.run.FolderAndLog;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.run.RunStudent;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.RunServices;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.stack.ServiceKind;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.Topics;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;

/** Servers, and the services of a run if one is given, until a signal stops them. */
public final class RunningStack {
  private static final String COMMAND = "aria up";
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Servers servers;
  private final PrintWriter out;
  private final StopSignal signal;

  public RunningStack(Servers servers, PrintWriter out, StopSignal signal) {
    this.servers = servers;
    this.out = out;
    this.signal = signal;
  }

  /** Runs the servers alone. */
  public void serve() {
    announceServers();
    while (!signal.await(EVERY)) {
      // the servers run by themselves
    }
  }

  /**
   * Runs the four services of a run as well, shows how its student gets on, and keeps its {@code
   * run.json}.
   *
   * @param settings of the run
   * @param display shows the run to people
   * @throws dev.aria.operations.run.FolderMismatch when Kafka does not have what the folder has
   * @throws dev.aria.operations.stack.ServiceDied when one of them fails
   */
  public void serve(RunFiles files, Settings settings, RunDisplay display) {
    RunSettings run = settings.run();
    String student = RunStudent.of(settings.config()).name();
    announceServers();
    try (Cluster cluster = Connections.cluster(servers.kafka())) {
      new FolderAndLog(cluster).checkRecorded(files, run);
      cluster.ensure(Topics.ofRun(run));
      new RunOrders(cluster, run).resumeIfStopped(COMMAND);
      try (RunServices services = new RunServices(files, servers.settings());
          LiveLine line = new LiveLine(cluster, run, student, services, Clock.systemUTC());
          OpenedRun opened =
              OpenedRun.begin(COMMAND, files, settings, cluster, Clock.systemUTC())) {
        services.startAll();
        announce(files, run, services);
        RunDisplay.Run shown = new RunDisplay.Run(files, run, student, services);
        RunDisplay.Open open = display.open(servers, cluster, shown);
        try (open) {
          follow(services, line, () -> finished(student, services, opened));
        }
        services.check();
        if (services.ended()) {
          opened.ended(TeacherPasses.of(services));
          say("the run is stopped");
        } else {
          opened.stopped(TeacherPasses.of(services));
          say("stopping the services");
        }
      }
    }
  }

  private void follow(RunServices services, LiveLine line, Runnable finished) {
    while (!services.ended() && !signal.await(EVERY)) {
      services.check();
      if (line.refresh()) {
        finished.run();
      }
    }
  }

  private void finished(String student, RunServices services, OpenedRun opened) {
    opened.finished(TeacherPasses.of(services));
    say("student '%s' is finished; Ctrl-C stops the services".formatted(student));
  }

  private void announceServers() {
    say("Kafka  " + servers.kafka().bootstrapServers());
    say("Redis  " + servers.redis().address());
  }

  private void announce(RunFiles files, RunSettings run, RunServices services) {
    say("run    %s, settings %s".formatted(run.name(), files.settings()));
    for (ServiceKind kind : ServiceKind.values()) {
      String name = kind.serviceName();
      say(
          "%-16s metrics http://127.0.0.1:%d/metrics, log %s"
              .formatted(name, services.port(name).orElse(0), files.log(name)));
    }
    say("Ctrl-C stops everything; 'aria status' tells where the run stands.");
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
