package dev.aria.allocator;

import dev.aria.core.discrepancy.Statistics;
import dev.aria.core.discrepancy.StatisticsBytes;
import dev.aria.core.discrepancy.Tick;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.WeightsVersion;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.transaction.TransactionalWriter;
import dev.aria.runtime.redis.PackedStatistics;
import dev.aria.runtime.redis.Position;
import dev.aria.runtime.redis.RedisUnavailable;
import dev.aria.runtime.redis.StatisticsSnapshot;
import dev.aria.runtime.redis.Update;
import dev.aria.runtime.redis.UpdateOutcome;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.KafkaIds;
import dev.aria.runtime.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One term of the allocator that leads a run: it folds step reports tick by tick, writes the
 * statistics to Redis, and publishes weights. While Redis is away the term goes on in memory, and
 * its next write holds all of it.
 */
final class LeaderTerm implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaderTerm.class);
  private static final Duration POLL = Duration.ofMillis(100);

  private final RunSettings run;
  private final long term;
  private final WeightsMaker maker;
  private final ReportIntake intake;
  private final RedisStatistics redis;
  private final TransactionalWriter writer;
  private final RunLog log;
  private final AllocatorMeters meters;
  private Position stored;
  private StatisticsSnapshot current;
  private Statistics statistics;
  private boolean unwritten;
  private Optional<SamplingWeights> published = Optional.empty();

  /** Whether a term goes on after a turn. */
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
   * What a term begins with.
   *
   * @param from the statistics, of whatever term
   * @param inRedis whether Redis holds them
   */
  record Start(StatisticsSnapshot from, boolean inRedis) {}

  /**
   * Begins {@code term}, unless a later one has published weights.
   *
   * @throws dev.aria.runtime.kafka.failure.FencedOut when another allocator has taken over
   *     meanwhile
   */
  static Optional<LeaderTerm> open(TermContext context, long term, Start start) {
    RunSettings run = context.parts().run();
    Cluster cluster = context.parts().cluster();
    TransactionalWriter writer =
        cluster.transactionalWriter(KafkaIds.allocator(run), Topics.control(run));
    context.log().catchUp(); // after the writer: nobody else can publish any more
    if (context.log().last().term() >= term) {
      LOG.info(
          "a later term than {} has published weights of run '{}'; asking for one above it",
          term,
          run.name());
      writer.close();
      return Optional.empty();
    }
    LOG.info(
        "leading run '{}' in term {} from tick {}", run.name(), term, start.from().at().tick());
    return Optional.of(new LeaderTerm(context, term, start, writer));
  }

  private LeaderTerm(TermContext context, long term, Start start, TransactionalWriter writer) {
    AllocatorParts parts = context.parts();
    StatisticsSnapshot from = start.from();
    this.run = parts.run();
    this.term = term;
    this.maker = context.maker();
    this.redis = context.redis();
    this.log = context.log();
    this.meters = parts.meters();
    this.writer = writer;
    this.intake = intake(context, term, from.at());
    this.stored = from.at();
    this.current = new StatisticsSnapshot(term, from.at(), from.statistics());
    this.statistics = StatisticsBytes.decode(current.statistics().toBytes());
    this.unwritten = !start.inRedis() && statistics.nextTick() > 0;
    meters.leads(term);
  }

  private static ReportIntake intake(TermContext context, long term, Position from) {
    AllocatorParts parts = context.parts();
    List<Integer> shards = IntStream.range(0, parts.run().shards()).boxed().toList();
    return new ReportIntake(
        context.map(),
        term,
        from,
        parts.cluster().reader(Topics.stepReports(parts.run()), shards),
        parts);
  }

  /** Folds the reports that have come, writes to Redis, and publishes weights. */
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
      UpdateOutcome outcome = redis.apply(new Update(stored, current));
      if (outcome instanceof UpdateOutcome.Superseded later) {
        return new Over("another allocator leads in term " + later.term());
      }
      if (!(outcome instanceof UpdateOutcome.Applied)) {
        return new Over("Redis holds another state");
      }
      stored = current.at();
      unwritten = false;
    } catch (RedisUnavailable e) {
      return new GoOn(); // logged by the connection; a later turn writes
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

  /** The statistics so far, whether Redis has them or not. */
  StatisticsSnapshot current() {
    return current;
  }

  /** The last weights of this term. */
  Optional<SamplingWeights> published() {
    return published;
  }

  /** Whether Redis does not hold the statistics yet. */
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
