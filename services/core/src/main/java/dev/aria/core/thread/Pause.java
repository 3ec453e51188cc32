package dev.aria.core.thread;

import java.time.Duration;

/** Sleeps. Nothing else does, which a test of the architecture holds. */
public final class Pause {
  private Pause() {}

  /**
   * Sleeps for {@code time}, or until the thread is interrupted: its interrupt status then stays
   * set, so that what blocks next fails at once. Does not sleep when it is set already.
   */
  public static void upTo(Duration time) {
    try {
      Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Sleeps for {@code time}.
   *
   * @param doing what this is part of, for the message
   * @throws IllegalStateException when the thread is interrupted; its interrupt status stays set
   */
  public static void of(Duration time, String doing) {
    upTo(time);
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("interrupted while " + doing);
    }
  }
}
