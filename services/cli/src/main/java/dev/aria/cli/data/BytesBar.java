package dev.aria.cli.data;

import dev.aria.operations.text.PlainProgress;
import dev.aria.operations.text.Terminal;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar over bytes that are read, with the time left; plain lines where no terminal is.
 */
final class BytesBar implements AutoCloseable {
  private static final int EVERY_MILLIS = 500;
  private static final long KILOBYTE = 1 << 10;
  private static final long MEGABYTE = 1 << 20;

  private final String task;
  private final long bytes;
  private final long unit;
  private final String unitName;
  private final PlainProgress lines;
  private final @Nullable ProgressBar bar;

  /** A bar for {@code task} over {@code bytes}. */
  BytesBar(String task, long bytes, PrintWriter log) {
    this(task, bytes, log, Terminal.ERR.isThere(), Clock.systemUTC());
  }

  /**
   * @param terminal whether there is one
   */
  BytesBar(String task, long bytes, PrintWriter log, boolean terminal, Clock clock) {
    boolean small = bytes < 10 * MEGABYTE;
    this.task = task;
    this.bytes = bytes;
    this.unit = small ? KILOBYTE : MEGABYTE;
    this.unitName = small ? " kB" : " MB";
    this.lines =
        new PlainProgress(
            clock,
            line -> {
              log.println(line);
              log.flush();
            });
    this.bar = terminal ? bar() : null;
  }

  private ProgressBar bar() {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(bytes)
        .setUnit(unitName, unit)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(EVERY_MILLIS)
        .build();
  }

  /** Shows that {@code read} bytes are read, and {@code message}. */
  void at(long read, String message) {
    if (bar != null) {
      bar.stepTo(read);
      bar.setExtraMessage(message);
    } else {
      lines.show(
          String.format(
              Locale.ROOT,
              "%s: %d of %d%s %s",
              task,
              read / unit,
              bytes / unit,
              unitName,
              message.strip()));
    }
  }

  @Override
  public void close() {
    lines.close();
    if (bar != null) {
      bar.close();
    }
  }
}
