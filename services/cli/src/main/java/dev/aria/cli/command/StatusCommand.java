package dev.aria.cli.command;

import dev.aria.cli.option.DataOptions;
import dev.aria.cli.option.RunOptions;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.status.RunStatus;
import dev.aria.operations.status.StatisticsView;
import dev.aria.operations.status.StatusReading;
import dev.aria.operations.status.StatusText;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.redis.RedisConnection;
import dev.aria.runtime.redis.RegionStatisticsStore;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import java.time.Duration;
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
            + "students and their checkpoints, and each service against the log.")
public final class StatusCommand implements Callable<Integer> {
  private static final Duration REDIS_PATIENCE = Duration.ofSeconds(2);

  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Mixin private RunOptions runs;

  @Override
  public Integer call() {
    Settings settings = runs.settings(options.data());
    RunSettings run = settings.run();
    try (Servers servers = options.servers(settings);
        RedisConnection redis = RedisConnection.to(servers.redis().within(REDIS_PATIENCE));
        Cluster cluster = Connections.cluster(servers.kafka())) {
      StatisticsView view = StatisticsView.of(new RegionStatisticsStore(redis, run.name()));
      Optional<RunStatus> status = StatusReading.read(cluster, run, view);
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
