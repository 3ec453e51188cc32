package dev.aria.trainer.feed;

/**
 * A feed that the trainer steers.
 *
 * @param <M> what the trainer tells it
 */
public interface SteeredFeed<M> extends Feed {
  /** Hears {@code message} between two polls, on the thread that polls. */
  void take(M message);
}
