package dev.aria.cli.data;

import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Help.Ansi;

/** A progress bar over bytes that are read, with the time left; lines where no terminal is. */
final class BytesBar implements AutoCloseable {
  private static final int TERMINAL_MILLIS = 500;
  private static final int LOG_MILLIS = 10_000;
  private static final int LINE_WIDTH = 140;
  private static final long KILOBYTE = 1 << 10;
  private static final long MEGABYTE = 1 << 20;

  private final ProgressBar bar;

  /** A bar for {@code task} over {@code bytes}. */
  BytesBar(String task, long bytes, PrintWriter log) {
    boolean small = bytes < 10 * MEGABYTE;
    boolean terminal = Ansi.AUTO.enabled();
    ProgressBarBuilder builder =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(bytes)
            .setUnit(small ? " kB" : " MB", small ? KILOBYTE : MEGABYTE)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(terminal ? TERMINAL_MILLIS : LOG_MILLIS);
    if (!terminal) {
      builder.setConsumer(
          new DelegatingProgressBarConsumer(
              line -> {
                log.println(line);
                log.flush();
              },
              LINE_WIDTH));
    }
    bar = builder.build();
  }

  /** Shows that {@code bytes} are read, and {@code message}. */
  void at(long bytes, String message) {
    bar.stepTo(bytes);
    bar.setExtraMessage(message);
  }

  @Override
  public void close() {
    bar.close();
  }
}
