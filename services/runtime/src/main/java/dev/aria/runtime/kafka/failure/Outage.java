package dev.aria.runtime.kafka.failure;

import dev.aria.runtime.settings.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches for how long the cluster has not answered: one line an interval, and an end to patience.
 * Not thread-safe; one a reader.
 */
public final class Outage {
  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

  /** Patience of a service that is to stop, from the first answer missed after that. */
  private static final Duration LAST = Duration.ofSeconds(5);

  private final KafkaSettings settings;
  private final InstantSource clock;
  private final BooleanSupplier leaving;
  private @Nullable Instant since;
  private @Nullable Instant sinceLeaving;
  private Instant noticed = Instant.MIN;

  public Outage(KafkaSettings settings, InstantSource clock) {
    this(settings, clock, () -> false);
  }

  /**
   * @param leaving whether the service is to stop, and need not wait for long
   */
  public Outage(KafkaSettings settings, InstantSource clock, BooleanSupplier leaving) {
    this.settings = settings;
    this.clock = clock;
    this.leaving = leaving;
  }

  /**
   * The cluster has not answered just now.
   *
   * @throws KafkaUnreachable when that has gone on for too long
   */
  public void unanswered(@Nullable Throwable cause) {
    unanswered(clock.instant(), cause);
  }

  /**
   * The cluster has not answered what it was asked at {@code asked}.
   *
   * @throws KafkaUnreachable when that has gone on for too long
   */
  public void unanswered(Instant asked, @Nullable Throwable cause) {
    Instant now = clock.instant();
    if (since == null) {
      since = asked;
      noticed = asked;
    }
    if (sinceLeaving == null && leaving.getAsBoolean()) {
      sinceLeaving = now;
    }
    Duration lasted = Duration.between(since, now);
    if (lasted.compareTo(settings.unreachableAfter()) >= 0 || isLeavingTooSlow(now)) {
      throw new KafkaUnreachable(settings.bootstrapServers(), lasted, cause);
    }
    if (Duration.between(noticed, now).compareTo(settings.noticeEvery()) >= 0) {
      noticed = now;
      LOG.warn(
          "Kafka at {} has not answered for {} s; trying for {} s more",
          settings.bootstrapServers(),
          lasted.toSeconds(),
          settings.unreachableAfter().minus(lasted).toSeconds());
    }
  }

  private boolean isLeavingTooSlow(Instant now) {
    return sinceLeaving != null && Duration.between(sinceLeaving, now).compareTo(LAST) >= 0;
  }

  /** When something is asked now. */
  public Instant asking() {
    return clock.instant();
  }

  /** Who has not answered. */
  public String servers() {
    return settings.bootstrapServers();
  }

  /** The cluster has answered. */
  public void answered() {
    if (since != null && !noticed.equals(since)) {
      LOG.info(
          "Kafka at {} answers again after {} s",
          settings.bootstrapServers(),
          Duration.between(since, clock.instant()).toSeconds());
    }
    since = null;
    sinceLeaving = null;
  }
}
