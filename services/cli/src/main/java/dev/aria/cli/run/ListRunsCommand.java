package dev.aria.cli.run;

import dev.aria.cli.option.DataOptions;
import dev.aria.operations.inventory.KnownRun;
import dev.aria.operations.inventory.RunInventory;
import dev.aria.operations.manifest.RunManifest;
import dev.aria.operations.manifest.RunOpening;
import dev.aria.operations.manifest.RunState;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.text.TextTable;
import dev.aria.runtime.kafka.Cluster;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code aria run list}: the runs of a cluster, and what they take. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "List the runs that Kafka holds records of or that have a folder: how each stands and who "
            + "began it when, by its run.json; processes at work, the newest checkpoint, megabytes "
            + "in Kafka and in the folder.")
public final class ListRunsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Override
  public Integer call() {
    try (Servers servers = options.servers();
        Cluster cluster = Connections.cluster(servers.kafka())) {
      List<KnownRun> all = new RunInventory(cluster, options.data()).all();
      spec.commandLine().getOut().println(all.isEmpty() ? "there is no run" : table(all));
    }
    return 0;
  }

  private static String table(List<KnownRun> all) {
    RunState states = RunState.here();
    TextTable table =
        new TextTable(
            "run", "state", "begun by", "begun", "at work", "checkpoint", "Kafka MB", "folder MB");
    for (KnownRun run : all) {
      table.row(
          run.name(),
          run.manifest().flatMap(RunManifest::last).map(states::of).orElse("-"),
          run.manifest().flatMap(RunManifest::first).map(ListRunsCommand::who).orElse("-"),
          run.manifest().flatMap(RunManifest::first).map(ListRunsCommand::when).orElse("-"),
          run.members() == 0 ? "-" : Integer.toString(run.members()),
          run.newest()
              .map(last -> "%d%s".formatted(last.step(), last.last() ? " (last)" : ""))
              .orElse("-"),
          megabytes(run.topicBytes()),
          run.files().map(files -> megabytes(run.folderBytes())).orElse("none"));
    }
    return table.toString().stripTrailing();
  }

  private static String who(RunOpening opening) {
    return opening.by() + "@" + opening.host();
  }

  /** To the minute, in UTC. */
  private static String when(RunOpening opening) {
    return opening.began().truncatedTo(ChronoUnit.MINUTES).toString();
  }

  static String megabytes(long bytes) {
    return "%.1f".formatted(bytes / 1e6);
  }
}
