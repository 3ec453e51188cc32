package dev.aria.cli.command;

import dev.aria.cli.demo.Connections;
import dev.aria.cli.stack.Servers;
import dev.aria.cli.status.RunStatus;
import dev.aria.cli.status.StatusReading;
import dev.aria.cli.status.StatusText;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code aria status}: where a run stands. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "Show where a run stands: steps drawn, taught and trained, weights, worst regions, "
            + "students and their checkpoints.")
public final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Mixin private RunOptions runs;

  @Override
  public Integer call() {
    RunSettings run = runs.settings(options.data()).run();
    try (Servers servers = options.servers();
        Cluster cluster = Connections.cluster(servers.kafka())) {
      Optional<RunStatus> status = StatusReading.read(cluster, run);
      spec.commandLine()
          .getOut()
          .println(
              status
                  .map(found -> new StatusText(run, found).toString())
                  .orElse("run '%s' has not started".formatted(run.name())));
    }
    return 0;
  }
}
