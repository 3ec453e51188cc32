package dev.aria.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Kafka broker in a JVM of its own, with its own heap and a quick-starting compiler. It ends with
 * this process, even when that is killed; its data stays in its directory for the next start.
 */
public final class KafkaProcess implements AutoCloseable {
  /** Most that a start may take; on a loaded machine 14 s were seen. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ChildProcess child;
  private final String bootstrap;

  private KafkaProcess(ChildProcess child, String bootstrap) {
    this.child = child;
    this.bootstrap = bootstrap;
  }

  /**
   * Starts a broker on {@code dir} with this JVM's class path; returns when it serves clients.
   *
   * @throws ServerNotStarted if the directory is in use or the broker fails to start
   */
  public static KafkaProcess start(Path dir) {
    Path errors = logFile(dir, "stderr.log");
    ChildProcess child = ChildProcess.start("kafka", command(dir), errors);
    String line = firstLine(child, dir, errors);
    if (line.startsWith(KafkaMain.READY)) {
      return new KafkaProcess(child, line.substring(KafkaMain.READY.length()));
    }
    child.stop();
    throw new ServerNotStarted(
        line.startsWith(KafkaMain.FAILED)
            ? line.substring(KafkaMain.FAILED.length())
            : "the Kafka broker on %s ended early: %s %s"
                .formatted(dir, line, ChildProcess.tail(errors)));
  }

  /** {@code host:port} for {@code bootstrap.servers}. */
  public String bootstrap() {
    return bootstrap;
  }

  /** The broker's process. */
  public ProcessHandle handle() {
    return child.process().toHandle();
  }

  /** Stops the broker in order and waits for it. */
  @Override
  public void close() {
    child.stop();
  }

  private static List<String> command(Path dir) {
    List<String> command = new ArrayList<>(JavaCommand.here());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(KafkaMain.class.getName(), dir.toString(), KafkaMain.UNTIL_STDIN_CLOSES));
    return command;
  }

  private static Path logFile(Path dir, String name) {
    try {
      return Files.createDirectories(dir).resolve(name);
    } catch (IOException e) {
      throw new ServerNotStarted(
          "directory %s cannot be made: %s".formatted(dir, e.getMessage()), e);
    }
  }

  private static String firstLine(ChildProcess child, Path dir, Path errors) {
    BufferedReader out = child.process().inputReader(StandardCharsets.UTF_8);
    try {
      return CompletableFuture.supplyAsync(() -> readLine(out))
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      child.stop();
      throw new ServerNotStarted(
          "the Kafka broker on %s gave no sign within %s: %s"
              .formatted(dir, PATIENCE, ChildProcess.tail(errors)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      child.stop();
      throw new ServerNotStarted("interrupted while the Kafka broker started", e);
    }
  }

  private static String readLine(BufferedReader out) {
    try {
      String line = out.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
