package dev.aria.console.watch;

import dev.aria.console.thread.BackgroundThreads;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a run on a thread of its own. What goes wrong there is told and tried again; the run
 * itself knows nothing of it.
 */
public final class RunWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final WatchedRun watched;
  private final Cluster cluster;
  private final Listener listener;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new BackgroundThreads("console-watch").newThread(this::watch);
  private volatile RunHistory history;
  private @Nullable RunReading reading;

  /** Watches from {@link #start} on; {@code listener} is told on the watch's thread. */
  public RunWatch(WatchedRun watched, Cluster cluster, Listener listener, Clock clock) {
    this.watched = watched;
    this.cluster = cluster;
    this.listener = listener;
    this.clock = clock;
    history = new RunHistory(watched.run().batch());
  }

  public void start() {
    thread.start();
  }

  /** What the charts show. */
  public RunHistory history() {
    return history;
  }

  private void watch() {
    while (true) {
      Duration pause = EVERY;
      try {
        refresh();
      } catch (RuntimeException e) {
        LOG.debug("the run cannot be watched", e);
        tell(String.valueOf(e.getMessage()));
        forget();
        pause = AFTER_TROUBLE;
      }
      if (isClosedWithin(pause)) {
        forget();
        return;
      }
    }
  }

  private void refresh() {
    if (reading == null) {
      if (!cluster.exists(Topics.control(watched.run()))) {
        tell("the run has not started: its topics do not exist yet");
        return;
      }
      history = new RunHistory(watched.run().batch()); // read again from the beginning
      reading = new RunReading(watched, cluster, history, listener, clock);
    }
    reading.refresh();
  }

  private void tell(String trouble) {
    listener.flow(RunFlow.unknown(trouble, clock.millis()));
  }

  private void forget() {
    Optional.ofNullable(reading).ifPresent(RunWatch::close);
    reading = null;
  }

  private static void close(RunReading reading) {
    try {
      reading.close();
    } catch (RuntimeException e) {
      LOG.debug("the run's topics were not left in good order", e);
    }
  }

  private boolean isClosedWithin(Duration pause) {
    try {
      return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      return true;
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
