package dev.aria.runtime.kafka.failure;

/**
 * A transaction was rolled back by the cluster, though its writer may go on: the partitions it
 * consumed have moved to another member, or it took too long. Whoever holds them now does the work.
 */
public final class RolledBack extends RuntimeException {
  public RolledBack(String transactionalId, String reason) {
    super("a transaction of '%s' was rolled back: %s".formatted(transactionalId, reason));
  }

  public RolledBack(String transactionalId, Throwable cause) {
    super(
        "a transaction of '%s' was rolled back: %s".formatted(transactionalId, cause.getMessage()),
        cause);
  }
}
