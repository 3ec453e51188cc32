package dev.aria.runtime.redis;

/**
 * Redis could not be reached, did not answer in time, or refused; the same call may be repeated.
 */
public final class RedisUnavailable extends RuntimeException {
  RedisUnavailable(String address, String reason, Throwable cause) {
    super("Redis at %s is unavailable: %s".formatted(address, reason), cause);
  }
}
