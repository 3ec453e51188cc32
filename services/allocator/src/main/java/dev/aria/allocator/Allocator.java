package dev.aria.allocator;

import dev.aria.core.discrepancy.StatisticsBytes;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.thread.Pause;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.failure.FencedOut;
import dev.aria.runtime.kafka.failure.RolledBack;
import dev.aria.runtime.kafka.transaction.TransactionalWriter;
import dev.aria.runtime.loop.Turns;
import dev.aria.runtime.redis.PackedStatistics;
import dev.aria.runtime.redis.Position;
import dev.aria.runtime.redis.RedisUnavailable;
import dev.aria.runtime.redis.StatisticsSnapshot;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.KafkaIds;
import dev.aria.runtime.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands by until the lease is its own, then leads until it is lost or the run ends. State comes
 * from Redis, or from memory where Redis has lost it, or from the log. Whatever was once folded is
 * a function of the log alone, so an old memory is behind but never wrong.
 */
final class Allocator implements Turns {
  private static final Logger LOG = LoggerFactory.getLogger(Allocator.class);
  private static final Duration LEASE_EVERY = Duration.ofMillis(500);
  private static final Duration REMEMBER_EVERY = Duration.ofSeconds(5);
  private static final Duration TELL_EVERY = Duration.ofSeconds(15);
  private static final Duration KEPT_AFTER_END = Duration.ofDays(28);

  /** Longest wait for a Redis that is to be told of the end. */
  private static final Duration LAST_WRITE = Duration.ofSeconds(10);

  private static final int WORST = 3;

  private final AllocatorParts parts;
  private final Cluster cluster;
  private final RunSettings run;
  private final RegionMapRecord map;
  private final WeightsMaker maker;
  private final RunLog log;
  private final StatisticsView view;
  private Instant leaseDue = Instant.MIN;
  private Instant rememberDue = Instant.MIN;
  private Instant tellDue = Instant.MIN;
  private @Nullable Instant endSeen;
  private Optional<StatisticsSnapshot> remembered = Optional.empty();
  private @Nullable Leadership leading;

  Allocator(AllocatorParts parts, RegionMapRecord map) {
    this.parts = parts;
    this.cluster = parts.cluster();
    this.run = parts.run();
    this.map = map;
    this.maker = new WeightsMaker(run, map, RunMap.pairShares(map, parts.pairs()));
    this.log = new RunLog(cluster, run, map.digest());
    this.view = new StatisticsView(parts.store(), run, map);
    parts.meters().show(map);
  }

  @Override
  public boolean turn() {
    Leadership current = leading;
    return current == null ? standBy() : lead(current);
  }

  private boolean standBy() {
    log.catchUp();
    log.follow();
    try {
      OptionalLong term = parts.lease().acquire(log.last().term());
      if (term.isPresent()) {
        start(term.getAsLong(), view.read());
        return true;
      }
      remember();
    } catch (RedisUnavailable e) {
      LOG.debug("no lease without Redis; draws go on under the last weights", e);
    } catch (FencedOut e) {
      LOG.info("{}; standing by", e.getMessage());
    }
    Pause.upTo(LEASE_EVERY);
    return !log.ended();
  }

  /** What Redis holds now may be all that is left of reports long gone, should it be wiped. */
  private void remember() {
    if (parts.clock().instant().isBefore(rememberDue)) {
      return;
    }
    rememberDue = parts.clock().instant().plus(REMEMBER_EVERY);
    view.read().ifPresent(this::remember);
  }

  private void remember(StatisticsSnapshot snapshot) {
    boolean news = remembered.filter(older -> older.at().tick() > snapshot.at().tick()).isEmpty();
    remembered = news ? Optional.of(snapshot) : remembered;
  }

  /** Takes up what Redis holds; where it holds nothing of ours, what is remembered, or the log. */
  private void start(long term, Optional<StatisticsSnapshot> held) {
    StatisticsSnapshot from = held.or(() -> remembered).orElseGet(this::beginning);
    TransactionalWriter writer =
        cluster.transactionalWriter(KafkaIds.allocator(run), Topics.control(run));
    log.catchUp(); // after the writer: nobody else can publish any more
    if (log.last().term() >= term) {
      LOG.info(
          "term {} of run '{}' was over before it began; asking for a later one", term, run.name());
      writer.close();
      return;
    }
    LOG.info("leading run '{}' in term {} from tick {}", run.name(), term, from.at().tick());
    var reader =
        cluster.reader(Topics.stepReports(run), IntStream.range(0, run.shards()).boxed().toList());
    var intake = new ReportIntake(run, map, term, from.at(), reader, parts.meters());
    var channels = new Leadership.Channels(intake, view, writer, log);
    StatisticsSnapshot ours = new StatisticsSnapshot(term, from.at(), from.statistics());
    leading =
        new Leadership(
            run, maker, channels, new Leadership.Start(ours, held.isPresent()), parts.meters());
  }

  private StatisticsSnapshot beginning() {
    return new StatisticsSnapshot(
        0,
        new Position(run.lineage(), 0, Collections.nCopies(run.shards(), 0L)),
        PackedStatistics.of(StatisticsBytes.encode(maker.initial())));
  }

  private boolean lead(Leadership current) {
    try {
      if (!keepsLease(current)) {
        return true;
      }
      Leadership.Next next = current.turn();
      current.published().ifPresent(this::tell);
      if (next instanceof Leadership.GoOn) {
        return !finished(current);
      }
      end(current, ((Leadership.Over) next).reason());
    } catch (FencedOut e) {
      end(current, e.getMessage());
    } catch (RolledBack e) {
      LOG.info("{}; the weights are published with the next turn", e.getMessage());
    }
    return true;
  }

  /** What a finished run leaves in Redis goes with the reports that it could be made of again. */
  private boolean finished(Leadership current) {
    boolean finished = current.finished() && !waitsForRedis(current);
    endSeen = current.finished() ? endSeen : null; // an operator may resume a run
    if (finished && log.complete()) {
      try {
        view.expireIn(KEPT_AFTER_END);
      } catch (RedisUnavailable e) {
        LOG.warn("{}; the statistics of run '{}' stay there", e.getMessage(), run.name());
      }
    }
    return finished;
  }

  /** Until the last statistics are in Redis, or it has been away for too long. */
  private boolean waitsForRedis(Leadership current) {
    Instant now = parts.clock().instant();
    endSeen = endSeen == null ? now : endSeen;
    if (!current.isUnwritten()) {
      return false;
    }
    boolean waits = now.isBefore(endSeen.plus(LAST_WRITE));
    if (!waits) {
      LOG.warn(
          "Redis lacks the last statistics of run '{}'; an allocator started again will add them",
          run.name());
    }
    return waits;
  }

  private void end(Leadership current, @Nullable String reason) {
    LOG.info("term {} of run '{}' is over: {}", current.current().term(), run.name(), reason);
    if (leading != null) {
      leading = null;
      remember(current.current());
      current.close();
    }
  }

  /** A lease that Redis has forgotten is taken again, in a new term and from what is remembered. */
  private boolean keepsLease(Leadership current) {
    if (parts.clock().instant().isBefore(leaseDue)) {
      return true;
    }
    leaseDue = parts.clock().instant().plus(LEASE_EVERY);
    try {
      if (parts.lease().renew()) {
        return true;
      }
      long known = Math.max(log.last().term(), current.current().term());
      OptionalLong term = parts.lease().acquire(known);
      end(current, term.isPresent() ? "its lease had lapsed" : "its lease is lost");
      if (term.isPresent()) {
        start(term.getAsLong(), stored());
      }
      return false;
    } catch (RedisUnavailable e) {
      return true; // nobody else can take it either
    }
  }

  /** What Redis holds; nothing while it is away, which the first write then finds out. */
  private Optional<StatisticsSnapshot> stored() {
    try {
      return view.read();
    } catch (RedisUnavailable e) {
      LOG.debug("going on from what is remembered", e);
      return Optional.empty();
    }
  }

  private void tell(SamplingWeights weights) {
    if (parts.clock().instant().isBefore(tellDue)) {
      return;
    }
    tellDue = parts.clock().instant().plus(TELL_EVERY);
    String worst =
        IntStream.range(0, map.regions())
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    (Integer region) -> -weights.regions().get(region).ratio()))
            .limit(WORST)
            .map(r -> "%s %.2f".formatted(map.names().get(r), weights.regions().get(r).ratio()))
            .collect(Collectors.joining(", "));
    LOG.info("weights {} after tick {}; worst: {}", weights.version(), weights.tick(), worst);
  }

  @Override
  public void close() {
    if (leading != null) {
      leading.close();
    }
    try (log) {
      parts.lease().release();
    } catch (RedisUnavailable e) {
      LOG.debug("the lease lapses by itself", e);
    }
  }
}
