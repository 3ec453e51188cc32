package dev.aria.runtime.tensorboard;

import dev.aria.core.thread.DaemonThreads;
import dev.aria.runtime.kafka.Cluster;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets an {@link EventFollower} write on a thread of its own. What goes wrong there is logged, ends
 * it, and leaves the service alone.
 */
public final class EventThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventThread.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private EventThread(Cluster cluster, EventFollower.Plan plan) {
    thread = new DaemonThreads("aria-tensorboard").newThread(() -> follow(cluster, plan));
  }

  /**
   * Begins to write.
   *
   * @throws EventsUnwritable when the folder is not there and cannot be made
   */
  public static EventThread start(Cluster cluster, EventFollower.Plan plan) {
    new EventFiles(plan.events()).close();
    EventThread started = new EventThread(cluster, plan);
    started.thread.start();
    LOG.info("events for TensorBoard in {}", plan.events());
    return started;
  }

  private void follow(Cluster cluster, EventFollower.Plan plan) {
    try (EventFollower follower = new EventFollower(cluster, plan)) {
      do {
        follower.catchUp();
      } while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
      follower.catchUp();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("no more events for TensorBoard are written: {}", e.getMessage());
      LOG.debug("where it failed", e);
    }
  }

  /** Writes the events of all that is there by now, for at most 5 s, and ends. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
