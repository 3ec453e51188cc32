package dev.aria.cli.run;

import dev.aria.cli.option.DataOptions;
import dev.aria.operations.inventory.KnownRun;
import dev.aria.operations.inventory.RunDeletion;
import dev.aria.operations.inventory.RunInventory;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.Servers;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.redis.RedisConnection;
import dev.aria.runtime.redis.RegionStatisticsStore;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aria run delete}: a run and all that it left behind. */
@Command(
    name = "delete",
    mixinStandardHelpOptions = true,
    description =
        "Show what a run takes, and with --yes delete it whole: topics, groups, statistics in Redis "
            + "and its folder under the data folder. Its corpus stays.")
public final class DeleteRunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Parameters(index = "0", paramLabel = "NAME", description = "The run.")
  private String name;

  @Option(names = "--yes", description = "Delete; without it nothing is.")
  private boolean yes;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Servers servers = options.servers();
        Cluster cluster = Connections.cluster(servers.kafka());
        RedisConnection redis = RedisConnection.to(servers.redis())) {
      List<KnownRun> all = new RunInventory(cluster, options.data()).all();
      KnownRun run =
          all.stream()
              .filter(known -> known.name().equals(name))
              .findFirst()
              .orElseThrow(() -> unknown(all));
      show(run, out);
      if (!yes) {
        out.println("nothing is deleted; say --yes to delete all of it");
        return 0;
      }
      new RunDeletion(cluster, new RegionStatisticsStore(redis, name)).delete(run);
      out.println("run '%s' is deleted".formatted(name));
    }
    return 0;
  }

  private static void show(KnownRun run, PrintWriter out) {
    run.topics()
        .forEach(
            (topic, bytes) ->
                out.println(
                    "topic   %s, %s MB".formatted(topic, ListRunsCommand.megabytes(bytes))));
    run.groups().forEach(group -> out.println("group   " + group));
    out.println("Redis   its statistics, lease and term");
    run.files()
        .map(RunFiles::folder)
        .ifPresent(
            folder ->
                out.println(
                    "folder  %s, %s MB"
                        .formatted(folder, ListRunsCommand.megabytes(run.folderBytes()))));
  }

  private ParameterException unknown(List<KnownRun> all) {
    return new ParameterException(
        spec.commandLine(),
        "no run '%s'; there are %s".formatted(name, all.stream().map(KnownRun::name).toList()));
  }
}
