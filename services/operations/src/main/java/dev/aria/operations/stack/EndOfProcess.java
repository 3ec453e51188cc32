package dev.aria.operations.stack;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What to close when this process is told to stop (SIGTERM, Ctrl-C), newest first: services finish
 * their work with the servers they were started on, and only then do these go. Thread-safe.
 */
final class EndOfProcess {
  private static final EndOfProcess OURS = hooked();

  private final Deque<Runnable> open = new ArrayDeque<>();
  private boolean begun;

  /** Of this process; acts in its shutdown hook. */
  static EndOfProcess ours() {
    return OURS;
  }

  private static EndOfProcess hooked() {
    EndOfProcess end = new EndOfProcess();
    Runtime.getRuntime().addShutdownHook(new Thread(end::begin, "aria-stop"));
    return end;
  }

  /**
   * Has {@code closing} run before all that was added earlier; it must bear being run twice, since
   * its owner may be closing as well.
   *
   * @throws IllegalStateException when the end has begun
   */
  synchronized void add(Runnable closing) {
    if (begun) {
      throw new IllegalStateException("aria is stopping, and starts nothing more");
    }
    open.push(closing);
  }

  /** {@code closing} has been run by its owner. */
  synchronized void remove(Runnable closing) {
    open.remove(closing);
  }

  /** Closes everything, one after another; a failure is told and keeps nothing else open. */
  void begin() {
    for (Runnable closing : left()) {
      try {
        closing.run();
      } catch (RuntimeException failure) {
        System.err.println("aria: while stopping: " + failure);
      }
    }
  }

  private synchronized List<Runnable> left() {
    begun = true;
    return new ArrayList<>(open);
  }
}
