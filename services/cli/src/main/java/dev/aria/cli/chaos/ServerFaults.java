package dev.aria.cli.chaos;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Faults of Kafka and Redis. Times count from when the server answers again. */
final class ServerFaults {
  private static final String NEXT_WEIGHTS = "next weights published";

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
    stage.servers().loseRedis();
    stage.servers().startRedis();
    return published(stage.flow().mark());
  }

  private Recovery redisFlush() {
    Mark mark = stage.flow().mark();
    stage.servers().flushRedis();
    return published(mark);
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
    return published(stage.flow().mark());
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

  private Recovery published(Mark mark) {
    return recovered(mark, NEXT_WEIGHTS, flow -> flow.publishedSince(mark));
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
