package dev.aria.trials.chaos.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Signals to a process, by the system's {@code kill}. */
public final class Signals {
  private static final int STARVED_MILLIS = 180;
  private static final int FED_MILLIS = 20;

  private Signals() {}

  /** Freezes {@code process}; it does nothing until {@link #thaw}. */
  public static void freeze(ProcessHandle process) {
    await(shell("kill -STOP %d".formatted(process.pid())));
  }

  /** Lets a frozen process go on; one that has ended needs no thawing. */
  public static void thaw(ProcessHandle process) {
    int code = exitCode(shell("kill -CONT %d 2>/dev/null".formatted(process.pid())));
    if (code != 0 && process.isAlive()) {
      throw notSent(code);
    }
  }

  /** Kills {@code process} as {@code kill -9} does; returns once it is gone. */
  static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  /**
   * Lets {@code process} run a tenth of the time for {@code lasting}, and then as before; returns
   * once that is over.
   *
   * @param meanwhile done as soon as it has begun
   */
  public static void starve(ProcessHandle process, Duration lasting, Runnable meanwhile) {
    long rounds = Math.max(1, lasting.toMillis() / (STARVED_MILLIS + FED_MILLIS));
    String round =
        "kill -STOP %1$d || break; sleep 0.%2$03d; kill -CONT %1$d || break; sleep 0.%3$03d"
            .formatted(process.pid(), STARVED_MILLIS, FED_MILLIS);
    Process shell =
        shell(
            "i=0; while [ $i -lt %d ]; do %s; i=$((i+1)); done 2>/dev/null; true"
                .formatted(rounds, round));
    try {
      meanwhile.run();
    } finally {
      await(shell);
      thaw(process);
    }
  }

  private static Process shell(String script) {
    try {
      return new ProcessBuilder("/bin/sh", "-c", script).inheritIO().start();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot run /bin/sh to send signals", failure);
    }
  }

  private static void await(Process shell) {
    int code = exitCode(shell);
    if (code != 0) {
      throw notSent(code);
    }
  }

  private static IllegalStateException notSent(int code) {
    return new IllegalStateException("a signal could not be sent: exit code " + code);
  }

  private static int exitCode(Process shell) {
    try {
      return shell.waitFor();
    } catch (InterruptedException stopped) {
      shell.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted amid chaos", stopped);
    }
  }
}
