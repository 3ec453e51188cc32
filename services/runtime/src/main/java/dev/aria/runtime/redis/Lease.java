package dev.aria.runtime.redis;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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
  private volatile @Nullable Grant grant;
  private long highest;

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
   * Takes the lease if nobody else has it; answers the term, which is 1 + the largest of Redis'
   * last, {@code lastTerm} and any that was given to this holder before, even one given too late.
   *
   * @param lastTerm highest term on the control topic, so that a wiped Redis cannot set it back
   * @throws RedisUnavailable if Redis is away; repeat the call
   */
  public synchronized OptionalLong acquire(long lastTerm) {
    Position.check("last term", lastTerm);
    long asked = nanoTime.getAsLong();
    long term = run(ACQUIRE, holder, ttl.toMillis(), Math.max(lastTerm, highest));
    highest = Math.max(highest, term);
    grant = term > 0 ? new Grant(term, asked + ttl.toNanos()) : null;
    return isHeld() ? OptionalLong.of(term) : OptionalLong.empty();
  }

  /**
   * Makes the lease last its full time again; answers whether it is still held. Once lost it must
   * be acquired anew, under a new term.
   *
   * @throws RedisUnavailable if Redis is away; the lease is held until its time is up
   */
  public synchronized boolean renew() {
    Grant held = grant;
    if (held == null || !isHeld()) {
      return false;
    }
    long asked = nanoTime.getAsLong();
    boolean renewed = run(RENEW, holder, ttl.toMillis(), held.term()) == 1;
    grant = renewed ? new Grant(held.term(), asked + ttl.toNanos()) : null;
    return isHeld();
  }

  /**
   * Whether it is held for certain, counting from before the last request was sent. Never blocks.
   */
  public boolean isHeld() {
    Grant held = grant;
    return held != null && nanoTime.getAsLong() - held.lapsesAt() < 0;
  }

  /**
   * Gives it back, so that another need not wait. Does nothing if it is not held any more.
   *
   * @throws RedisUnavailable if Redis is away; the lease lapses by itself
   */
  public synchronized void release() {
    grant = null;
    run(RELEASE, holder);
  }

  private long run(Script script, Object... values) {
    Script.Arguments arguments = Script.Arguments.of(keys, values);
    return redis.call(commands -> script.number(commands, arguments));
  }

  /**
   * @param term granted
   * @param lapsesAt time of the monotonic clock from which another may have it
   */
  private record Grant(long term, long lapsesAt) {}
}
