package dev.aria.runtime.kafka.transaction;

import dev.aria.core.thread.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Ends commits that Kafka's client does not end. The producer of kafka-clients 4.4 was seen to go
 * round in circles for minutes after its broker had come back from a crash and had rolled the
 * transaction back for its age: nothing was sent any more, nothing failed.
 */
final class CommitWatch implements AutoCloseable {
  private static final int LOOKS = 4;
  private static final int NOT_SEEN = -1;

  private final BrokerTransactions brokers;
  private final String id;
  private final long patience;
  private final AtomicReference<@Nullable Commit> current = new AtomicReference<>();
  private final ScheduledExecutorService looks;

  /** A commit under way, and the epoch at which the brokers said that it is rolled back. */
  private record Commit(Producer<?, ?> producer, long since, AtomicInteger rolledBackAt) {}

  /**
   * @param id transactional id of the commits
   * @param patience from then on a commit is looked at
   */
  CommitWatch(BrokerTransactions brokers, String id, Duration patience) {
    this.brokers = brokers;
    this.id = id;
    this.patience = patience.toNanos();
    this.looks =
        Executors.newSingleThreadScheduledExecutor(new DaemonThreads("kafka-commit-watch"));
    scheduleLooks();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // runs until closed
  private void scheduleLooks() {
    long every = Math.max(1, patience / LOOKS);
    looks.scheduleWithFixedDelay(this::look, every, every, TimeUnit.NANOSECONDS);
  }

  /**
   * Lets {@code producer} commit its transaction.
   *
   * @throws Stalled when it did not end, although the brokers had rolled the transaction back; the
   *     producer is closed then
   */
  void commit(Producer<?, ?> producer) {
    Commit commit = new Commit(producer, System.nanoTime(), new AtomicInteger(NOT_SEEN));
    current.set(commit);
    try {
      producer.commitTransaction();
    } catch (RuntimeException e) {
      if (commit.rolledBackAt().get() == NOT_SEEN) {
        throw e;
      }
      throw new Stalled(commit.rolledBackAt().get(), e);
    } finally {
      current.set(null);
    }
    if (commit.rolledBackAt().get() != NOT_SEEN) { // it ended in the very moment
      throw new Stalled(commit.rolledBackAt().get(), null);
    }
  }

  private void look() {
    Commit commit = current.get();
    if (commit != null && System.nanoTime() - commit.since() > patience) {
      brokers
          .epochOfRollback(id)
          .ifPresent(
              epoch -> {
                if (current.compareAndSet(commit, null)) {
                  commit.rolledBackAt().set(epoch);
                  commit.producer().close(Duration.ZERO);
                }
              });
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }

  /** A commit did not end, although the brokers had no such transaction any more. */
  static final class Stalled extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int epoch;

    Stalled(int epoch, @Nullable RuntimeException cause) {
      super("its commit did not end", cause);
      this.epoch = epoch;
    }

    /** Epoch of the id when they said so. */
    int epoch() {
      return epoch;
    }
  }
}
