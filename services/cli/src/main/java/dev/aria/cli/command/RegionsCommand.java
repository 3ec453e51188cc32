package dev.aria.cli.command;

import dev.aria.cli.option.DataOptions;
import dev.aria.cli.option.RunOptions;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.operations.monitor.CorpusRegions;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.status.RegionTable;
import dev.aria.operations.status.RunStatus;
import dev.aria.operations.status.StatusReading;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria regions}: the regions of a run's corpus and what is known of them. */
@Command(
    name = "regions",
    mixinStandardHelpOptions = true,
    description =
        "Show the regions of a run's corpus: share of the corpus, weight of the draws, tracked "
            + "ratio, elasticity and samples behind them.")
public final class RegionsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Mixin private RunOptions runs;

  @Option(
      names = "--top",
      paramLabel = "COUNT",
      description = "Only so many, those with the largest ratio first.")
  private Optional<Integer> top;

  @Override
  public Integer call() {
    if (top.isPresent() && top.get() < 1) {
      throw new ParameterException(
          spec.commandLine(), "--top is %d, must be at least 1".formatted(top.get()));
    }
    Settings settings = runs.settings(options.data());
    RunSettings run = settings.run();
    try (Servers servers = options.servers(settings);
        Cluster cluster = Connections.cluster(servers.kafka())) {
      RegionMapRecord map =
          CorpusRegions.newest(cluster, run.corpus()).orElseThrow(() -> untagged(run));
      RegionTable table =
          new RegionTable(
              map,
              run.allocation().scope(),
              StatusReading.read(cluster, run).flatMap(RunStatus::weights));
      spec.commandLine().getOut().println(top.map(table::worst).orElseGet(table::toString));
    }
    return 0;
  }

  private static IllegalStateException untagged(RunSettings run) {
    return new IllegalStateException(
        "corpus '%s' has no region map yet; its prompt-streamer makes one".formatted(run.corpus()));
  }
}
