package dev.aria.runtime.kafka.writing;

import dev.aria.core.thread.DaemonThreads;
import dev.aria.runtime.settings.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once an interval that writes wait for a cluster that does not acknowledge them: a blocked
 * writer cannot say so itself. Thread-safe; one a cluster.
 */
public final class WriteWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WriteWatch.class);
  private static final int LOOKS_PER_NOTICE = 4;

  private final KafkaSettings settings;
  private final InstantSource clock;
  private final AtomicLong numbers = new AtomicLong();
  private final ConcurrentSkipListMap<Long, Instant> waiting = new ConcurrentSkipListMap<>();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(new DaemonThreads("kafka-write-watch"));
  private @Nullable Instant since;
  private Instant noticed = Instant.MIN;

  public WriteWatch(KafkaSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Looks by itself from now on. */
  @SuppressWarnings("FutureReturnValueIgnored") // runs until closed
  public WriteWatch started() {
    long every = Math.max(1, settings.noticeEvery().toMillis() / LOOKS_PER_NOTICE);
    looks.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
    return this;
  }

  /** A write begins; gives its number. */
  public long began() {
    long number = numbers.getAndIncrement();
    waiting.put(number, clock.instant());
    return number;
  }

  /** A write is acknowledged, or has failed, which its writer tells. */
  public void ended(long number) {
    waiting.remove(number);
  }

  /** Does {@code write}, which may block. */
  public void during(Runnable write) {
    long number = began();
    try {
      write.run();
    } finally {
      ended(number);
    }
  }

  /** Looks once at what has been waiting for longest. */
  synchronized void look() {
    Instant now = clock.instant();
    Map.Entry<Long, Instant> oldest = waiting.firstEntry();
    Duration lasted = oldest == null ? Duration.ZERO : Duration.between(oldest.getValue(), now);
    if (lasted.compareTo(settings.noticeEvery()) >= 0) {
      since = since == null ? oldest.getValue() : since;
      notice(now, Duration.between(since, now), lasted);
    } else if (since != null) {
      LOG.info(
          "Kafka at {} acknowledges writes again after {} s",
          settings.bootstrapServers(),
          Duration.between(since, now).toSeconds());
      since = null;
    }
  }

  private void notice(Instant now, Duration quiet, Duration lasted) {
    if (noticed.isAfter(now.minus(settings.noticeEvery()))) {
      return;
    }
    noticed = now;
    LOG.warn(
        "Kafka at {} has not acknowledged a write for {} s; trying for {} s more",
        settings.bootstrapServers(),
        quiet.toSeconds(),
        Math.max(0, settings.unreachableAfter().minus(lasted).toSeconds()));
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
