package dev.aria.cli.command;

import dev.aria.cli.option.DataOptions;
import dev.aria.cli.option.RunOptions;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.operations.control.RunOrders;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.Servers;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aria control}: an order to the services of a run. */
@Command(
    name = "control",
    mixinStandardHelpOptions = true,
    description = "Give the services of a run an order: pause, resume, checkpoint or stop.")
public final class ControlCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Mixin private RunOptions runs;

  @Parameters(
      paramLabel = "ORDER",
      description =
          "pause (draw no more, train what is in flight), resume, checkpoint (at the next step) or "
              + "stop (checkpoint and end).")
  private RunCommand.Kind order;

  @Override
  public Integer call() {
    Settings settings = runs.settings(options.data());
    RunSettings run = settings.run();
    try (Servers servers = options.servers(settings);
        Cluster cluster = Connections.cluster(servers.kafka())) {
      new RunOrders(cluster, run).give(order, System.getProperty("user.name", "unknown"));
      spec.commandLine().getOut().printf("run '%s' is told to %s%n", run.name(), order);
    }
    return 0;
  }
}
