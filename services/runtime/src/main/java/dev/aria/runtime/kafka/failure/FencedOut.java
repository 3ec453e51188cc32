package dev.aria.runtime.kafka.failure;

/** Another process has taken over this one's transactional id; this one must stop writing. */
public final class FencedOut extends RuntimeException {
  public FencedOut(String transactionalId, Throwable cause) {
    super("another process has taken over '%s'; this one stops".formatted(transactionalId), cause);
  }
}
