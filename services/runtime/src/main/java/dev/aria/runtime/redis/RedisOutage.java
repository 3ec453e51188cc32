package dev.aria.runtime.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What to say about a server that is away: one line when it goes, then at doubling intervals, one
 * when it is back. Thread-safe.
 */
final class RedisOutage {
  private static final long FIRST_INTERVAL = Duration.ofSeconds(5).toNanos();
  private static final long LONGEST_INTERVAL = Duration.ofMinutes(5).toNanos();

  private final String server;
  private final LongSupplier nanoTime;
  private boolean away;
  private long since;
  private long lastLine;
  private long interval;

  RedisOutage(String server, LongSupplier nanoTime) {
    this.server = server;
    this.nanoTime = nanoTime;
  }

  /** A call has failed; answers the line to log, if one is due. */
  synchronized Optional<String> failed(String reason) {
    long now = nanoTime.getAsLong();
    if (!away) {
      away = true;
      since = now;
      lastLine = now;
      interval = FIRST_INTERVAL;
      return Optional.of(
          "%s is unavailable (%s); going on without it, trying again".formatted(server, reason));
    }
    if (now - lastLine < interval) {
      return Optional.empty();
    }
    lastLine = now;
    interval = Math.min(2 * interval, LONGEST_INTERVAL);
    return Optional.of(
        "%s is still unavailable after %d s (%s)".formatted(server, seconds(now), reason));
  }

  /** A call has succeeded; answers the line to log, if the server had been away. */
  synchronized Optional<String> succeeded() {
    if (!away) {
      return Optional.empty();
    }
    away = false;
    return Optional.of("%s is back after %d s".formatted(server, seconds(nanoTime.getAsLong())));
  }

  private long seconds(long now) {
    return Duration.ofNanos(now - since).toSeconds();
  }
}
