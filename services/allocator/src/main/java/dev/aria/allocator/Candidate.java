package dev.aria.allocator;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.thread.Pause;
import dev.aria.runtime.kafka.failure.FencedOut;
import dev.aria.runtime.kafka.failure.RolledBack;
import dev.aria.runtime.redis.Lease;
import dev.aria.runtime.redis.RedisUnavailable;
import dev.aria.runtime.redis.StatisticsSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the allocators that compete for a run's lease: it stands by until it holds the lease, then
 * leads until the lease is lost or the run ends. A term begins with the statistics in Redis. Where
 * Redis has lost them it begins with those remembered, or else with the log. Statistics are a
 * function of the log alone, so remembered ones may be behind but are never wrong.
 */
final class Candidate implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Candidate.class);
  private static final Duration LEASE_EVERY = Duration.ofMillis(500);

  private final String run;
  private final Clock clock;
  private final Lease lease;
  private final TermContext context;
  private final RunLog log;
  private final RedisStatistics redis;
  private final RememberedStatistics remembered;
  private final RunEnding ending;
  private final WeightsSummary summary;
  private Instant leaseDue = Instant.MIN;
  private @Nullable LeaderTerm leading;

  Candidate(AllocatorParts parts, RegionMapRecord map) {
    this.run = parts.run().name();
    this.clock = parts.clock();
    this.lease = parts.lease();
    this.context = TermContext.of(parts, map);
    this.log = context.log();
    this.redis = context.redis();
    this.remembered = new RememberedStatistics(redis, clock);
    this.ending = new RunEnding(run, log, redis, clock);
    this.summary = new WeightsSummary(map, clock);
    parts.meters().show(map);
  }

  /** One turn of at most about a second; false once the run has ended. */
  boolean turn() {
    LeaderTerm current = leading;
    return current == null ? standBy() : lead(current);
  }

  private boolean standBy() {
    log.catchUp();
    log.follow();
    try {
      OptionalLong term = lease.acquire(log.last().term());
      if (term.isPresent()) {
        start(term.getAsLong(), redis.read());
        return true;
      }
      remembered.refresh();
    } catch (RedisUnavailable e) {
      LOG.debug("no lease without Redis; draws go on under the last weights", e);
    } catch (FencedOut e) {
      LOG.info("{}; standing by", e.getMessage());
    }
    Pause.upTo(LEASE_EVERY);
    return !log.ended();
  }

  private void start(long term, Optional<StatisticsSnapshot> held) {
    StatisticsSnapshot from = held.or(remembered::newest).orElseGet(context::beginning);
    leading =
        LeaderTerm.open(context, term, new LeaderTerm.Start(from, held.isPresent())).orElse(null);
  }

  private boolean lead(LeaderTerm current) {
    try {
      if (!keepsLease(current)) {
        return true;
      }
      LeaderTerm.Next next = current.turn();
      current.published().ifPresent(summary::log);
      if (next instanceof LeaderTerm.GoOn) {
        return !ending.isReached(current);
      }
      end(current, ((LeaderTerm.Over) next).reason());
    } catch (FencedOut e) {
      end(current, e.getMessage());
    } catch (RolledBack e) {
      LOG.info("{}; the weights are published with the next turn", e.getMessage());
    }
    return true;
  }

  /**
   * Renews the lease when that is due. A lease that Redis has forgotten is taken again, in a new
   * term.
   */
  private boolean keepsLease(LeaderTerm current) {
    if (clock.instant().isBefore(leaseDue)) {
      return true;
    }
    leaseDue = clock.instant().plus(LEASE_EVERY);
    try {
      if (lease.renew()) {
        return true;
      }
      long known = Math.max(log.last().term(), current.current().term());
      OptionalLong term = lease.acquire(known);
      end(current, term.isPresent() ? "its lease had expired" : "another allocator has the lease");
      if (term.isPresent()) {
        start(term.getAsLong(), inRedis());
      }
      return false;
    } catch (RedisUnavailable e) {
      return true; // nobody else can take it either
    }
  }

  /** What Redis holds; nothing while Redis is away, which the first write then finds out. */
  private Optional<StatisticsSnapshot> inRedis() {
    try {
      return redis.read();
    } catch (RedisUnavailable e) {
      LOG.debug("going on from the statistics remembered", e);
      return Optional.empty();
    }
  }

  private void end(LeaderTerm current, @Nullable String reason) {
    LOG.info("term {} of run '{}' is over: {}", current.current().term(), run, reason);
    if (leading != null) {
      leading = null;
      remembered.keep(current.current());
      current.close();
    }
  }

  @Override
  public void close() {
    if (leading != null) {
      leading.close();
    }
    try (log) {
      lease.release();
    } catch (RedisUnavailable e) {
      LOG.debug("the lease expires by itself", e);
    }
  }
}
