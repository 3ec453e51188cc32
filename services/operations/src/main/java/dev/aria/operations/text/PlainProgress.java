package dev.aria.operations.text;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Progress where no terminal is: whole lines, one every ten seconds at most, and the last one. */
public final class PlainProgress implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final Clock clock;
  private final Consumer<String> out;
  private Instant due = Instant.MIN;
  private String kept = "";

  /** Hands lines to {@code out}. */
  public PlainProgress(Clock clock, Consumer<String> out) {
    this.clock = clock;
    this.out = out;
  }

  /** Shows {@code line} if it is time for one; it is shown at the end if nothing follows. */
  public synchronized void show(String line) {
    Instant now = clock.instant();
    if (now.isBefore(due)) {
      kept = line;
      return;
    }
    due = now.plus(EVERY);
    kept = "";
    out.accept(line);
  }

  @Override
  public synchronized void close() {
    if (!kept.isEmpty()) {
      out.accept(kept);
      kept = "";
    }
  }
}
