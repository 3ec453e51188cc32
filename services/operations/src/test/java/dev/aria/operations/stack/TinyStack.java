package dev.aria.operations.stack;

import static org.awaitility.Awaitility.await;

import dev.aria.operations.corpus.CorpusLoading;
import dev.aria.operations.monitor.RunMonitor;
import dev.aria.operations.run.RunFiles;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A tiny run with a broker and a Redis of its own, its corpus loaded, its services to be started.
 */
public record TinyStack(RunFiles files, RunSettings run, Servers servers, Cluster cluster)
    implements AutoCloseable {
  private static final Duration HANG_GUARD = Duration.ofMinutes(6);

  public static TinyStack open(Path folder, String name, int steps) {
    return open(folder, name, steps, TinyFamily.FILM_MLP);
  }

  public static TinyStack open(Path folder, String name, int steps, TinyFamily family) {
    TinyRuns problem = new TinyRuns(folder, family);
    RunFiles files = problem.prepare(name, steps);
    RunSettings run = Settings.load("--config", files.settings().toString()).run();
    Servers servers = Servers.open(folder, Optional.empty(), Optional.empty());
    Cluster cluster = Connections.cluster(servers.kafka());
    new CorpusLoading(cluster, run.corpus()).appendAll(problem.prompts());
    cluster.ensure(Topics.ofRun(run));
    return new TinyStack(files, run, servers, cluster);
  }

  /** The same run made longer, as its owner would: by a line in its settings. */
  TinyStack madeLonger(int steps) {
    try {
      Files.writeString(
          files.settings(), "\naria.run.steps = %d\n".formatted(steps), StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RunSettings longer = Settings.load("--config", files.settings().toString()).run();
    return new TinyStack(files, longer, servers, cluster);
  }

  public RunServices services() {
    return new RunServices(files, servers.settings());
  }

  public RunMonitor monitor() {
    return new RunMonitor(cluster, run, TinyRuns.STUDENT);
  }

  /** Waits until the student is finished and has had weights, while no service fails. */
  public static void untilFinished(RunServices services, RunMonitor monitor) {
    until(services, () -> monitor.refresh().weights().isPresent() && monitor.finished());
  }

  /** Waits for {@code reached}, while no service fails. */
  public static void until(RunServices services, BooleanSupplier reached) {
    await()
        .atMost(HANG_GUARD)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              services.check();
              return reached.getAsBoolean();
            });
  }

  @Override
  public void close() {
    try (servers) {
      cluster.close();
    }
  }
}
