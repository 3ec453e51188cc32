package dev.aria.cli.command;

import dev.aria.cli.option.ConsoleOptions;
import dev.aria.cli.option.DataOptions;
import dev.aria.cli.option.RunOptions;
import dev.aria.console.server.ConsoleServer;
import dev.aria.console.watch.WatchedRun;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.run.RunStudent;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.up.StopSignal;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code aria console}: a page that shows a run live and takes orders for it. */
@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    description =
        "Serve a page that shows a run live: rates and queues, regions and weights, pictures, "
            + "services, dead letters. 'up' and 'demo' serve it by themselves.")
public final class ConsoleCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofMinutes(1);

  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Mixin private RunOptions runs;

  @Mixin private ConsoleOptions console;

  @Override
  public Integer call() {
    Settings settings = runs.settings(options.data());
    Path folder = RunFiles.of(options.data(), settings.run().name()).folder();
    String student = RunStudent.of(settings.config()).name();
    PrintWriter out = spec.commandLine().getOut();
    try (StopSignal signal = StopSignal.listen();
        Servers servers = options.servers(settings);
        Cluster cluster = Connections.cluster(servers.kafka());
        ConsoleServer server =
            new ConsoleServer(
                console.settings(),
                WatchedRun.of(settings.run(), student),
                cluster,
                servers.redis(),
                options.data(),
                folder)) {
      server.start();
      out.println("console " + server.address());
      out.println("Ctrl-C stops it; the run goes on.");
      out.flush();
      while (!signal.await(LOOK)) {
        // the server runs by itself
      }
    }
    return 0;
  }
}
