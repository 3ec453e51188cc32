package dev.aria.runtime.settings;

import java.time.Duration;

/**
 * How to reach Redis (section {@code aria.redis}).
 *
 * @param uri {@code redis://[[user:]password@]host:port[/database]}, or {@code rediss} over TLS
 * @param timeout how long one command may take
 * @param leaseTtl how long an allocator keeps its lease without renewing it
 * @param security what the address does not say of users and certificates
 */
public record RedisSettings(
    String uri, Duration timeout, Duration leaseTtl, RedisSecurity security) {
  public RedisSettings {
    if (!uri.matches("rediss?://[^\\s/]+(/\\d+)?")) {
      throw new IllegalArgumentException(
          "aria.redis.uri is '%s', must be like redis://host:port or rediss://host:port"
              .formatted(redacted(uri)));
    }
    if (security.truststore().isPresent() && !uri.startsWith("rediss:")) {
      throw new IllegalArgumentException(
          "aria.redis.tls.truststore is given and aria.redis.uri has no TLS; begin it with"
              + " rediss:");
    }
    Bounds.atLeast("aria.redis.timeout", timeout, Duration.ofMillis(1));
    Bounds.atLeast("aria.redis.lease-ttl", leaseTtl, Duration.ofMillis(100));
  }

  /** The defaults for the server at {@code uri}. */
  public static RedisSettings of(String uri) {
    return new RedisSettings(
        uri, Duration.ofMillis(500), Duration.ofSeconds(3), RedisSecurity.ofTheAddress());
  }

  /** The same for the server at {@code other}. */
  public RedisSettings at(String other) {
    return new RedisSettings(other, timeout, leaseTtl, security);
  }

  /** The same with another patience for a command. */
  public RedisSettings within(Duration patience) {
    return new RedisSettings(uri, patience, leaseTtl, security);
  }

  /** The address without user and password. */
  public String address() {
    return redacted(uri);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "RedisSettings[uri=%s, timeout=%s, leaseTtl=%s, security=%s]"
        .formatted(redacted(uri), timeout, leaseTtl, security);
  }

  private static String redacted(String uri) {
    return Redaction.address(uri);
  }
}
