package dev.aria.runtime.kafka.transaction;

import dev.aria.runtime.kafka.failure.FencedOut;
import java.util.function.Consumer;

/**
 * Writes to several topics at once, all or nothing. Holding the same transactional id elsewhere
 * fences this one out. Not thread-safe.
 */
public interface TransactionalWriter extends AutoCloseable {
  /**
   * Runs {@code content} in a transaction and commits it; when it throws, nothing is written and
   * the exception goes on.
   *
   * @throws FencedOut when another process has taken this transactional id
   */
  void commit(Consumer<Transaction> content);

  @Override
  void close();
}
