package dev.aria.runtime.kafka.writing;

import java.util.concurrent.CompletionStage;

/**
 * Appends values to one topic, idempotently and in order. Thread-safe; may block when buffers fill.
 */
public interface TopicWriter<T> extends AutoCloseable {
  /** Appends {@code value}; completes with its offset once all replicas in sync have it. */
  CompletionStage<Long> send(int partition, String key, T value);

  /** Waits until everything sent is acknowledged. */
  void flush();

  @Override
  void close();
}
