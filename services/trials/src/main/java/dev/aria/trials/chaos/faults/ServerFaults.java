package dev.aria.trials.chaos.faults;

import dev.aria.runtime.redis.StatisticsSnapshot;
import dev.aria.trials.chaos.processes.Signals;
import dev.aria.trials.chaos.recovery.Mark;
import dev.aria.trials.chaos.recovery.Recovery;
import dev.aria.trials.chaos.recovery.RecoverySignal;
import dev.aria.trials.chaos.recovery.RunTimeline;
import dev.aria.trials.chaos.recovery.StatisticsSignal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Faults of Kafka and Redis. Times count from when the server answers again. */
final class ServerFaults {
  private static final String IN_REDIS = "newer statistics in Redis, and newer weights";
  private static final long ANY_TERM = -1;

  private final FaultTarget target;

  ServerFaults(FaultTarget target) {
    this.target = target;
  }

  Recovery hit(PlannedFault fault) {
    return switch (fault.kind()) {
      case REDIS_LOSS -> redisLoss();
      case REDIS_FLUSH -> redisFlush();
      case REDIS_AWAY -> redisAway(fault);
      case BROKER_KILL -> brokerKill(fault);
      case BROKER_FREEZE -> brokerFreeze(fault);
      default -> throw new IllegalArgumentException(fault.kind() + " hits no server");
    };
  }

  private Recovery redisLoss() {
    long term = term();
    target.servers().loseRedis();
    target.servers().startRedis();
    return inRedis(target.timeline().mark(), term);
  }

  private Recovery redisFlush() {
    long term = term();
    Mark mark = target.timeline().mark();
    target.servers().flushRedis();
    return inRedis(mark, term);
  }

  /** Training has to go on while Redis is away. */
  private Recovery redisAway(PlannedFault fault) {
    target.servers().stopRedis();
    Mark away = target.timeline().mark();
    try {
      target.watch().lasts(fault.outage());
      target
          .watch()
          .await(
              RecoverySignal.STEP_TRAINED.what() + " while Redis is away",
              RecoverySignal.STEP_TRAINED.since(away),
              target.patience());
    } finally {
      target.servers().startRedis();
    }
    return inRedis(target.timeline().mark(), ANY_TERM);
  }

  private Recovery brokerKill(PlannedFault fault) {
    target.servers().killBroker();
    try {
      target.watch().lasts(fault.outage());
    } finally {
      target.servers().startBroker();
    }
    return wentOn(target.timeline().mark());
  }

  private Recovery brokerFreeze(PlannedFault fault) {
    Signals.freeze(target.servers().broker());
    try {
      target.watch().lasts(fault.outage());
    } finally {
      Signals.thaw(target.servers().broker());
    }
    return wentOn(target.timeline().mark());
  }

  /** Newest term that is known of; without its memory Redis has to be given a later one. */
  private long term() {
    long published = target.timeline().mark().weights().term();
    return Math.max(
        published, target.redis().glance().map(StatisticsSnapshot::term).orElse(published));
  }

  private Recovery inRedis(Mark mark, long term) {
    StatisticsSignal statistics =
        new StatisticsSignal(
            target.redis()::glance,
            target.timeline()::now,
            new StatisticsSignal.Bar(mark.trained(), target.stepsPerTick(), term));
    return recovered(
        mark,
        IN_REDIS,
        timeline -> RecoverySignal.both(timeline.publishedSince(mark), statistics.look()));
  }

  private Recovery wentOn(Mark mark) {
    return recovered(mark, RecoverySignal.WENT_ON.what(), RecoverySignal.WENT_ON.since(mark));
  }

  private Recovery recovered(
      Mark mark, String what, Function<RunTimeline, Optional<Instant>> signal) {
    Instant seen = target.watch().await(what, signal, target.patience());
    return new Recovery(
        Recovery.By.RETURN, mark.at(), seen, target.timeline().drawGaps().longest(mark.at(), seen));
  }
}
