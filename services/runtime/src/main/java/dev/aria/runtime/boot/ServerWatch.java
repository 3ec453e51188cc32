package dev.aria.runtime.boot;

import dev.aria.core.thread.DaemonThreads;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the servers that a service needs whether they answer, each on a thread of its own since
 * asking may block, and reports to its health the ones that have been silent for too long.
 */
final class ServerWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerWatch.class);
  private static final int QUESTIONS = 4;

  private final Health health;
  private final Duration tolerated;
  private final InstantSource clock;
  private final List<ScheduledExecutorService> threads = new ArrayList<>();

  /**
   * @param tolerated silence that is not reported
   */
  ServerWatch(Health health, Duration tolerated, InstantSource clock) {
    this.health = health;
    this.tolerated = tolerated;
    this.clock = clock;
  }

  /** Asks {@code answers} from now on, a few times within what is tolerated. */
  @SuppressWarnings("FutureReturnValueIgnored") // ends with its thread, and never throws
  synchronized void begin(String server, BooleanSupplier answers) {
    Silence silence = new Silence(tolerated, clock);
    health.check(server, silence::trouble);
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(new DaemonThreads("aria-watch-" + server));
    threads.add(thread);
    thread.scheduleWithFixedDelay(
        () -> ask(server, answers, silence),
        0,
        tolerated.dividedBy(QUESTIONS).toMillis(),
        TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void close() {
    threads.forEach(ScheduledExecutorService::shutdownNow);
  }

  private static void ask(String server, BooleanSupplier answers, Silence silence) {
    try {
      if (answers.getAsBoolean()) {
        silence.ended();
      }
    } catch (RuntimeException e) {
      LOG.debug("{} cannot be asked", server, e);
    }
  }
}
