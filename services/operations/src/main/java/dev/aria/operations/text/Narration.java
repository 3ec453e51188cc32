package dev.aria.operations.text;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What a long command tells as it goes: lines with the time since its start, on a terminal broken
 * between words.
 */
public final class Narration {
  private final PrintWriter out;
  private final Clock clock;
  private final int columns;
  private final Instant start;

  /** Tells to {@code out}; the time starts now. */
  public Narration(PrintWriter out, Clock clock) {
    this(out, clock, Terminal.OUT.columns());
  }

  /**
   * @param columns most of a line
   */
  Narration(PrintWriter out, Clock clock, int columns) {
    this.out = out;
    this.clock = clock;
    this.columns = columns;
    this.start = clock.instant();
  }

  /** Tells one line. */
  public void say(String line) {
    String time = "[%s] ".formatted(elapsed());
    out.println(new WrappedText(columns, " ".repeat(time.length())).of(time + line));
    out.flush();
  }

  /** Tells several lines at once, without the time. */
  public void show(String text) {
    out.println();
    out.println(text);
    out.flush();
  }

  /** Time since the start, as minutes and seconds. */
  public String elapsed() {
    Duration elapsed = Duration.between(start, clock.instant());
    return "%d:%02d".formatted(elapsed.toMinutes(), elapsed.toSecondsPart());
  }
}
