package dev.aria.trainer.feed;

/** What one thread polls for a trainer: it passes on what comes. For one thread. */
public interface Feed extends AutoCloseable {
  /** Waits a moment at most. */
  void poll();

  @Override
  void close();
}
