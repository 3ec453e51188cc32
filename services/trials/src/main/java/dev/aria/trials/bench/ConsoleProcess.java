package dev.aria.trials.bench;

import dev.aria.core.thread.DaemonThreads;
import dev.aria.embedded.JavaCommand;
import dev.aria.trials.chaos.processes.Signals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** {@code aria console} as a process of its own, and one page that listens to it. */
final class ConsoleProcess implements AutoCloseable {
  private static final String SAYS = "console ";
  private static final String EVENTS = "/api/events";

  private final Process process;
  private final Thread atExit;
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicLong events = new AtomicLong();

  private ConsoleProcess(Process process) {
    this.process = process;
    this.atExit = new Thread(process::destroyForcibly, "console-at-exit");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * A console of the run {@code name} under {@code data}, whose servers run.
   *
   * @param log takes what it logs
   * @throws IllegalStateException when it ends before it serves
   */
  static ConsoleProcess start(Path data, String name, Path log) {
    try {
      Process process =
          new ProcessBuilder(command(data, name))
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      ConsoleProcess console = new ConsoleProcess(process);
      console.listen(address(process.inputReader(StandardCharsets.UTF_8), log));
      return console;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot start a console", failure);
    }
  }

  private static List<String> command(Path data, String name) {
    List<String> command = new ArrayList<>(JavaCommand.here());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Dai.djl.offline=true",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.aria.cli.Aria",
            "console",
            "--data",
            data.toString(),
            "--run",
            name,
            "--console-port",
            "0"));
    return command;
  }

  private static URI address(BufferedReader out, Path log) throws IOException {
    String line = out.readLine();
    while (line != null && !line.startsWith(SAYS)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IllegalStateException("the console ended before it served a page; see " + log);
    }
    return URI.create(line.substring(SAYS.length()).strip()).resolve("/");
  }

  /** Reads what a page reads at its start, and its events from then on. */
  private void listen(URI page) {
    new DaemonThreads("page")
        .newThread(
            () -> {
              try {
                for (String path : List.of("/api/run", "/api/regions", "/api/history")) {
                  client.send(request(page, path), BodyHandlers.discarding());
                }
                client
                    .send(request(page, EVENTS), BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith("event:"))
                    .forEach(event -> events.incrementAndGet());
              } catch (IOException | UncheckedIOException ended) {
                // with its console
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            })
        .start();
  }

  private static HttpRequest request(URI page, String path) {
    return HttpRequest.newBuilder(page.resolve(path))
        .header("Accept", path.equals(EVENTS) ? "text/event-stream" : "application/json")
        .build();
  }

  /** Events that its page has been sent so far. */
  long events() {
    return events.get();
  }

  /** Processor time since its start. */
  Duration spent() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Stops it amid its work, until {@link #goOn}. */
  void hang() {
    Signals.freeze(process.toHandle());
  }

  /** Lets it go on with its work. */
  void goOn() {
    Signals.thaw(process.toHandle());
  }

  /** Kills it, as {@code kill -9} does. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException ending) {
      // this process ends too, and its hook finds nothing left to kill
    }
  }
}
