package dev.aria.cli.command;

import dev.aria.cli.option.DataOptions;
import dev.aria.cli.option.RunOptions;
import dev.aria.operations.stack.Connections;
import dev.aria.operations.stack.Servers;
import dev.aria.operations.status.StatisticsView;
import dev.aria.operations.status.StatusReading;
import dev.aria.operations.status.StatusText;
import dev.aria.operations.text.Terminal;
import dev.aria.operations.up.StopSignal;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.redis.RedisConnection;
import dev.aria.runtime.redis.RegionStatisticsStore;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria status}: where a run stands. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "Show where a run stands: steps drawn, taught and trained, weights, worst regions, "
            + "students and their checkpoints, and each service against the log.")
public final class StatusCommand implements Callable<Integer> {
  /** Cursor to the upper left corner, and all below it cleared (ECMA-48). */
  private static final String CLEAR = "\u001b[H\u001b[2J";

  private static final Duration REDIS_PATIENCE = Duration.ofSeconds(2);

  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Mixin private RunOptions runs;

  @Option(
      names = "--watch",
      paramLabel = "SECONDS",
      arity = "0..1",
      fallbackValue = "5",
      description = "Show it again and again, every so many seconds (default: 5), until Ctrl-C.")
  private Optional<Integer> watch;

  @Override
  public Integer call() {
    if (watch.isPresent() && watch.get() < 1) {
      throw new ParameterException(
          spec.commandLine(), "--watch is %d, must be at least 1".formatted(watch.get()));
    }
    Settings settings = runs.settings(options.data());
    RunSettings run = settings.run();
    try (Servers servers = options.servers(settings);
        RedisConnection redis = RedisConnection.to(servers.redis().within(REDIS_PATIENCE));
        Cluster cluster = Connections.cluster(servers.kafka())) {
      RegionStatisticsStore statistics = new RegionStatisticsStore(redis, run.name());
      if (watch.isPresent()) {
        watch(Duration.ofSeconds(watch.get()), () -> text(cluster, run, statistics));
      } else {
        show(text(cluster, run, statistics));
      }
    }
    return 0;
  }

  private static String text(Cluster cluster, RunSettings run, RegionStatisticsStore statistics) {
    return StatusReading.read(cluster, run, StatisticsView.of(statistics))
        .map(status -> new StatusText(run, status).toString())
        .orElse("run '%s' has not started".formatted(run.name()));
  }

  /** On a terminal in place of what was shown before, elsewhere below it. */
  private void watch(Duration every, Supplier<String> status) {
    String clear = Terminal.OUT.isThere() ? CLEAR : "";
    try (StopSignal signal = StopSignal.listen()) {
      do {
        show(
            clear
                + LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS)
                + "  "
                + status.get());
      } while (!signal.await(every));
    }
  }

  private void show(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
