package dev.aria.operations.stack;

import dev.aria.embedded.JavaCommand;
import dev.aria.models.engine.TorchEngine;
import dev.aria.runtime.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One service in a child process of this one, with its output in a log file. */
public final class ChildService implements AutoCloseable {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

  private final String name;
  private final Path log;
  private final Process process;

  private ChildService(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts {@code kind} with {@code config}, its settings overridden by {@code overrides} (full
   * HOCON keys), and its output appended to {@code log}. Overrides travel in the environment, where
   * other users of the machine cannot read a password. It gets as many threads of libtorch as this
   * process was told to use.
   */
  public static ChildService start(
      ServiceKind kind, String name, Path config, Map<String, String> overrides, Path log) {
    List<String> command = new ArrayList<>(JavaCommand.here());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx" + kind.heapMegabytes() + "m",
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=" + TorchEngine.threads(),
            "-Dai.djl.pytorch.num_interop_threads=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), kind.mainClass()));
    command.addAll(List.of("--config", config.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    overrides.forEach((key, value) -> builder.environment().put(Settings.variable(key), value));
    builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
    builder.environment().put("ARIA_PARENT", Long.toString(ProcessHandle.current().pid()));
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      return new ChildService(name, log, builder.start());
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot start " + name, failure);
    }
  }

  public String name() {
    return name;
  }

  public Path log() {
    return log;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completes with the exit code when the process ends. */
  public CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Last {@code lines} lines of the log, for telling why a service ended. */
  public String tail(int lines) {
    try {
      List<String> all = Files.readAllLines(log);
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException unreadable) {
      return "(log " + log + " cannot be read: " + unreadable.getMessage() + ")";
    }
  }

  /** Asks the process to stop, and does not wait. */
  public void terminate() {
    process.destroy();
  }

  /** Kills the process as a crash would. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Asks the process to stop, and kills it when it does not within half a minute. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
