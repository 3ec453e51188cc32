package dev.aria.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own that ends when the pipe to its standard input closes, hence also
 * when this process dies by kill -9. A Ctrl-C in the terminal does not reach it, so that services
 * can still finish their work with it.
 */
final class ChildProcess {
  private static final String SHIM =
      "trap '' INT; command -v setsid >/dev/null 2>&1 && exec setsid \"$@\"; exec \"$@\"";

  private final String name;
  private final Process process;

  private ChildProcess(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /** Starts {@code command}; its standard error is appended to {@code errors}. */
  static ChildProcess start(String name, List<String> command, Path errors) {
    List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", SHIM, name));
    all.addAll(command);
    try {
      return new ChildProcess(
          name, new ProcessBuilder(all).redirectError(Redirect.appendTo(errors.toFile())).start());
    } catch (IOException e) {
      throw new ServerNotStarted(name + " could not be started: " + e.getMessage(), e);
    }
  }

  Process process() {
    return process;
  }

  /** Whether it has ended, after waiting {@code millis} for that at most. */
  boolean endsWithin(long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
      throw new ServerNotStarted("interrupted while waiting for " + name, e);
    }
  }

  /** Closes its standard input and waits; kills what is still there after 30 s. */
  void stop() {
    try {
      process.getOutputStream().close();
    } catch (IOException gone) {
      process.destroy(); // the pipe broke: it has ended, or is about to
    }
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Last lines of a log, for a message. */
  static String tail(Path log) {
    try {
      List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
      return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    } catch (IOException e) {
      return "log unreadable: " + e.getMessage();
    }
  }
}
