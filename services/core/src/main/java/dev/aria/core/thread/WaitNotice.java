package dev.aria.core.thread;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says what a loop waits for, when the wait lasts: 5 s after it began, and every 30 s from then on.
 * Waits that follow one another share the 30 s. Not thread-safe.
 */
public final class WaitNotice {
  /** How long a wait lasts before it is spoken of. */
  public static final Duration FIRST = Duration.ofSeconds(5);

  /** Time between two notices. */
  public static final Duration EVERY = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Consumer<String> log;
  private @Nullable Instant due;
  private Instant nextAllowed = Instant.MIN;

  /**
   * @param log takes each notice, as a logger does
   */
  public WaitNotice(InstantSource clock, Consumer<String> log) {
    this.clock = clock;
    this.log = log;
  }

  /** Call at each turn that waits; {@code what} says for what, and is asked when it is time. */
  public void waiting(Supplier<String> what) {
    Instant now = clock.instant();
    if (due == null) {
      Instant first = now.plus(FIRST);
      due = first.isBefore(nextAllowed) ? nextAllowed : first;
    }
    if (!now.isBefore(due)) {
      log.accept(what.get());
      nextAllowed = now.plus(EVERY);
      due = nextAllowed;
    }
  }

  /** What was waited for has come. */
  public void over() {
    due = null;
  }
}
