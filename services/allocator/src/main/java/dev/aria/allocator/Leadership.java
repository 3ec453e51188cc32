package dev.aria.allocator;

import dev.aria.core.discrepancy.Statistics;
import dev.aria.core.discrepancy.StatisticsBytes;
import dev.aria.core.discrepancy.Tick;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.WeightsVersion;
import dev.aria.runtime.kafka.transaction.TransactionalWriter;
import dev.aria.runtime.redis.PackedStatistics;
import dev.aria.runtime.redis.Position;
import dev.aria.runtime.redis.RedisUnavailable;
import dev.aria.runtime.redis.StatisticsSnapshot;
import dev.aria.runtime.redis.Update;
import dev.aria.runtime.redis.UpdateOutcome;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.time.Duration;
import java.util.Optional;

/**
 * One term of an allocator: folds tick after tick, keeps Redis up to date, and publishes weights.
 * While Redis is away it goes on in memory; what it then writes holds all of it.
 */
final class Leadership implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final RunSettings run;
  private final long term;
  private final WeightsMaker maker;
  private final ReportIntake intake;
  private final StatisticsView view;
  private final TransactionalWriter writer;
  private final RunLog log;
  private final AllocatorMeters meters;
  private Position stored;
  private StatisticsSnapshot current;
  private Statistics statistics;
  private boolean unwritten;
  private Optional<SamplingWeights> published = Optional.empty();

  /** What becomes of a term after a turn. */
  sealed interface Next {}

  /** It goes on. */
  record GoOn() implements Next {}

  /**
   * It has ended.
   *
   * @param reason Redis holds another state, from which a new start is due, or a later allocator
   *     has taken over
   */
  record Over(String reason) implements Next {}

  /**
   * Where it reads and writes.
   *
   * @param intake reports from {@code start} on; closed with the term
   * @param view the statistics in Redis
   * @param writer under the run's one transactional id; closed with the term
   * @param log control topic, caught up after the writer was made
   */
  record Channels(
      ReportIntake intake, StatisticsView view, TransactionalWriter writer, RunLog log) {}

  /**
   * What a term begins with.
   *
   * @param from the state, in the name of this term
   * @param inRedis whether Redis holds it
   */
  record Start(StatisticsSnapshot from, boolean inRedis) {}

  Leadership(
      RunSettings run, WeightsMaker maker, Channels channels, Start start, AllocatorMeters meters) {
    this.run = run;
    this.term = start.from().term();
    this.maker = maker;
    this.intake = channels.intake();
    this.view = channels.view();
    this.writer = channels.writer();
    this.log = channels.log();
    this.meters = meters;
    this.stored = start.from().at();
    this.current = start.from();
    this.statistics = StatisticsBytes.decode(current.statistics().toBytes());
    this.unwritten = !start.inRedis() && statistics.nextTick() > 0;
    meters.leads(term);
  }

  /** Folds what has come, tells Redis, and publishes. */
  Next turn() {
    log.follow();
    intake.read(POLL);
    for (Optional<Tick> tick = intake.poll(); tick.isPresent(); tick = intake.poll()) {
      fold(tick.get());
    }
    Next next = unwritten ? write() : new GoOn();
    if (next instanceof GoOn) {
      publish();
    }
    return next;
  }

  private void fold(Tick tick) {
    statistics = maker.fold().fold(statistics, tick);
    Position at = new Position(run.lineage(), statistics.nextTick(), intake.offsetsAfter(tick));
    current =
        new StatisticsSnapshot(term, at, PackedStatistics.of(StatisticsBytes.encode(statistics)));
    unwritten = true;
    meters.ticks(statistics.nextTick());
  }

  private Next write() {
    try {
      UpdateOutcome outcome = view.apply(new Update(stored, current));
      if (outcome instanceof UpdateOutcome.Superseded later) {
        return new Over("another allocator leads in term " + later.term());
      }
      if (!(outcome instanceof UpdateOutcome.Applied)) {
        return new Over("Redis holds another state");
      }
      stored = current.at();
      unwritten = false;
    } catch (RedisUnavailable e) {
      return new GoOn(); // logged by the connection; written with the next turn that finds it
    }
    return new GoOn();
  }

  /** Weights for the newest tick, unless some were published for it before. */
  private void publish() {
    long tick = statistics.nextTick() - 1;
    if (tick <= log.lastTick() || published.filter(last -> last.tick() >= tick).isPresent()) {
      return;
    }
    long number =
        Math.max(log.last().number(), published.map(p -> p.version().number()).orElse(0L));
    SamplingWeights weights = maker.weights(statistics, new WeightsVersion(term, number + 1));
    writer.commit(transaction -> transaction.send(Topics.control(run), 0, run.name(), weights));
    published = Optional.of(weights);
    meters.published(weights);
  }

  /** State so far, whether Redis has it or not. */
  StatisticsSnapshot current() {
    return current;
  }

  /** The last weights of this term. */
  Optional<SamplingWeights> published() {
    return published;
  }

  /** Whether Redis does not hold all of it yet. */
  boolean isUnwritten() {
    return unwritten;
  }

  /** Whether the run has ended and all its reports are folded. */
  boolean finished() {
    return log.ended() && intake.caughtUp();
  }

  @Override
  public void close() {
    meters.leads(0);
    try (writer) {
      intake.close();
    }
  }
}
