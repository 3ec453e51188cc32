package dev.aria.trials.chaos;

import dev.aria.runtime.redis.Snapshot;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Faults of Kafka and Redis. Times count from when the server answers again. */
final class ServerFaults {
  private static final String IN_REDIS = "newer statistics in Redis, and newer weights";
  private static final long ANY_TERM = -1;

  private final Stage stage;

  ServerFaults(Stage stage) {
    this.stage = stage;
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
    stage.servers().loseRedis();
    stage.servers().startRedis();
    return inRedis(stage.flow().mark(), term);
  }

  private Recovery redisFlush() {
    long term = term();
    Mark mark = stage.flow().mark();
    stage.servers().flushRedis();
    return inRedis(mark, term);
  }

  /** Training has to go on while Redis is away. */
  private Recovery redisAway(PlannedFault fault) {
    stage.servers().stopRedis();
    Mark away = stage.flow().mark();
    try {
      stage.watch().lasts(fault.outage());
      stage
          .watch()
          .await(
              Sign.STEP_TRAINED.what() + " while Redis is away",
              Sign.STEP_TRAINED.since(away),
              stage.patience());
    } finally {
      stage.servers().startRedis();
    }
    return inRedis(stage.flow().mark(), ANY_TERM);
  }

  private Recovery brokerKill(PlannedFault fault) {
    stage.servers().killBroker();
    try {
      stage.watch().lasts(fault.outage());
    } finally {
      stage.servers().startBroker();
    }
    return wentOn(stage.flow().mark());
  }

  private Recovery brokerFreeze(PlannedFault fault) {
    Signals.freeze(stage.servers().broker());
    try {
      stage.watch().lasts(fault.outage());
    } finally {
      Signals.thaw(stage.servers().broker());
    }
    return wentOn(stage.flow().mark());
  }

  /** Newest term that is known of; without its memory Redis has to be given a later one. */
  private long term() {
    long published = stage.flow().mark().weights().term();
    return Math.max(published, stage.redis().glance().map(Snapshot::term).orElse(published));
  }

  private Recovery inRedis(Mark mark, long term) {
    StatisticsSign statistics =
        new StatisticsSign(
            stage.redis()::glance,
            stage.flow()::now,
            new StatisticsSign.Bar(mark.trained(), stage.stepsPerTick(), term));
    return recovered(
        mark, IN_REDIS, flow -> Sign.both(flow.publishedSince(mark), statistics.look()));
  }

  private Recovery wentOn(Mark mark) {
    return recovered(mark, Sign.WENT_ON.what(), Sign.WENT_ON.since(mark));
  }

  private Recovery recovered(Mark mark, String what, Function<Flow, Optional<Instant>> sign) {
    Instant seen = stage.watch().await(what, sign, stage.patience());
    return new Recovery(
        Recovery.By.RETURN, mark.at(), seen, stage.flow().drawGaps().longest(mark.at(), seen));
  }
}
