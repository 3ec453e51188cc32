package dev.aria.operations.replay;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.operations.manifest.RunCompletion;
import dev.aria.operations.monitor.CorpusRegions;
import dev.aria.operations.monitor.RunFollowing;
import dev.aria.operations.monitor.RunMonitor;
import dev.aria.operations.run.FolderAndLog;
import dev.aria.operations.run.OptionsDiffer;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.RunServices;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.stack.ServiceKind;
import dev.aria.operations.status.RunStatus;
import dev.aria.operations.status.StatusReading;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains one more student from the targets that a run has recorded: trainer processes that do not
 * lead, and no teacher.
 */
public final class Replay {
  private final Servers servers;
  private final RunFiles files;
  private final RunSettings run;

  public Replay(Servers servers, RunFiles files, RunSettings run) {
    this.servers = servers;
    this.files = files;
    this.run = run;
  }

  /** Trains {@code student} with one trainer, as {@link #train(ReplayStudent, int)} does. */
  public CheckpointPublished train(ReplayStudent student) {
    return train(student, 1);
  }

  /**
   * Trains {@code student} to the end of the run; one that was cut short is gone on with.
   *
   * @param trainers processes that share the work; the student does not depend on it
   * @return its last checkpoint
   * @throws OptionsDiffer when it was begun with other options
   * @throws IllegalStateException when the run has recorded nothing or knows the name already
   */
  public CheckpointPublished train(ReplayStudent student, int trainers) {
    try (Cluster cluster = Connections.cluster(servers.kafka())) {
      new FolderAndLog(cluster).checkRecorded(files, run);
      check(cluster, student);
      RegionMapRecord regions =
          CorpusRegions.newest(cluster, run.corpus())
              .orElseThrow(() -> refused("corpus '%s' has no region map".formatted(run.corpus())));
      new ReplayOptions(files.student(student.name())).hold(student);
      try (RunMonitor monitor = new RunMonitor(cluster, run, student.name());
          RunServices services = new RunServices(files, servers.settings())) {
        for (int i = 0; i < trainers; i++) {
          String name = "replay-" + student.name() + (i == 0 ? "" : "-" + (i + 1));
          services.start(ServiceKind.STUDENT_TRAINER, name, student.settings(files));
        }
        new RunFollowing(run, services, Clock.systemUTC()).untilFinished(monitor, regions);
        new RunCompletion(files, settings(student), cluster).complete();
        return monitor.checkpoint().orElseThrow();
      }
    }
  }

  /** As its trainer has them. */
  private Settings settings(ReplayStudent student) {
    List<String> arguments = new ArrayList<>(List.of("--config", files.settings().toString()));
    student.settings(files).forEach((key, value) -> arguments.add("-D%s=%s".formatted(key, value)));
    return Settings.load(arguments.toArray(String[]::new));
  }

  private void check(Cluster cluster, ReplayStudent student) {
    RunStatus status =
        StatusReading.read(cluster, run)
            .orElseThrow(() -> refused("run '%s' has recorded nothing yet".formatted(run.name())));
    status.students().stream()
        .filter(known -> known.name().equals(student.name()))
        .filter(known -> known.lead() || known.isFinished(run.steps()))
        .findFirst()
        .ifPresent(
            known -> {
              throw refused(
                  "run '%s' has a student '%s' that %s; choose another --student name"
                      .formatted(
                          run.name(), known.name(), known.lead() ? "leads" : "is trained already"));
            });
  }

  private static IllegalStateException refused(String message) {
    return new IllegalStateException(message);
  }
}
