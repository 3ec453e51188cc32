package dev.aria.runtime.redis;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The right of one allocator of a run to try to publish weights. It lapses by itself when its
 * holder dies. It is a convenience and no lock: what fences is the term, and Kafka. Thread-safe.
 */
public final class Lease {
  private static final Script ACQUIRE = Script.named("acquire-lease.lua");
  private static final Script RENEW = Script.named("renew-lease.lua");
  private static final Script RELEASE = Script.named("release-lease.lua");

  private final RedisConnection redis;
  private final List<String> keys;
  private final String holder;
  private final Duration ttl;
  private final LongSupplier nanoTime;
  private long term;
  private boolean taken;
  private long lapsesAt;

  /**
   * @param holder name of this process, different from every other's
   * @param ttl how long the lease outlives its holder, at least 1 ms; ours is 3 s, renewed every
   *     half second
   * @param nanoTime monotonic clock, in nanoseconds
   */
  public Lease(
      RedisConnection redis, String run, String holder, Duration ttl, LongSupplier nanoTime) {
    if (ttl.toMillis() < 1) {
      throw new IllegalArgumentException("lease lasts " + ttl + ", must be at least 1 ms");
    }
    this.redis = redis;
    this.keys = List.of(new Keys(run).lease(), new Keys(run).term());
    this.holder = holder;
    this.ttl = ttl;
    this.nanoTime = nanoTime;
  }

  /**
   * Takes the lease if nobody else has it; answers the term, which is 1 + the larger of Redis' last
   * and {@code lastTerm}.
   *
   * @param lastTerm highest term on the control topic, so that a wiped Redis cannot set it back
   * @throws RedisUnavailable if Redis is away; repeat the call
   */
  public synchronized OptionalLong acquire(long lastTerm) {
    Position.check("last term", lastTerm);
    long asked = nanoTime.getAsLong();
    long granted = run(ACQUIRE, holder, ttl.toMillis(), lastTerm);
    taken = granted > 0;
    term = granted;
    lapsesAt = asked + ttl.toNanos();
    return isHeld() ? OptionalLong.of(granted) : OptionalLong.empty();
  }

  /**
   * Makes the lease last its full time again; answers whether it is still held. Once lost it must
   * be acquired anew, under a new term.
   *
   * @throws RedisUnavailable if Redis is away; the lease is held until its time is up
   */
  public synchronized boolean renew() {
    if (!isHeld()) {
      return false;
    }
    long asked = nanoTime.getAsLong();
    taken = run(RENEW, holder, ttl.toMillis(), term) == 1;
    lapsesAt = asked + ttl.toNanos();
    return isHeld();
  }

  /** Whether it is held for certain, counting from before the last request was sent. */
  public synchronized boolean isHeld() {
    return taken && nanoTime.getAsLong() - lapsesAt < 0;
  }

  /**
   * Gives it back, so that another need not wait. Does nothing if it is not held any more.
   *
   * @throws RedisUnavailable if Redis is away; the lease lapses by itself
   */
  public synchronized void release() {
    taken = false;
    run(RELEASE, holder);
  }

  private long run(Script script, Object... values) {
    Script.Arguments arguments = Script.Arguments.of(keys, values);
    return redis.call(commands -> script.number(commands, arguments));
  }
}
