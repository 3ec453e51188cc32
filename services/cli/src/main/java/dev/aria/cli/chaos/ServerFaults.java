package dev.aria.cli.chaos;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Faults of Kafka and Redis. Times count from when the server answers again. */
final class ServerFaults {
  private static final String NEXT_STEP = "next step trained";
  private static final String NEXT_STEPS = "next steps drawn and trained";
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
    return recovered(stage.flow().mark(), NEXT_WEIGHTS, this::published);
  }

  private Recovery redisFlush() {
    Mark mark = stage.flow().mark();
    stage.servers().flushRedis();
    return recovered(mark, NEXT_WEIGHTS, this::published);
  }

  /** Training has to go on while Redis is away. */
  private Recovery redisAway(PlannedFault fault) {
    stage.servers().stopRedis();
    Mark away = stage.flow().mark();
    try {
      stage.watch().lasts(fault.outage());
      stage.watch().await(NEXT_STEP + " while Redis is away", this.trained(away), stage.patience());
    } finally {
      stage.servers().startRedis();
    }
    return recovered(stage.flow().mark(), NEXT_WEIGHTS, this::published);
  }

  private Recovery brokerKill(PlannedFault fault) {
    stage.servers().killBroker();
    try {
      stage.watch().lasts(fault.outage());
    } finally {
      stage.servers().startBroker();
    }
    return recovered(stage.flow().mark(), NEXT_STEPS, this::wentOn);
  }

  private Recovery brokerFreeze(PlannedFault fault) {
    Signals.freeze(stage.servers().broker());
    try {
      stage.watch().lasts(fault.outage());
    } finally {
      Signals.thaw(stage.servers().broker());
    }
    return recovered(stage.flow().mark(), NEXT_STEPS, this::wentOn);
  }

  private Function<Flow, Optional<Instant>> trained(Mark mark) {
    return flow -> flow.trainedSince(mark);
  }

  private Function<Flow, Optional<Instant>> wentOn(Mark mark) {
    return flow -> flow.wentOnSince(mark);
  }

  private Function<Flow, Optional<Instant>> published(Mark mark) {
    return flow -> flow.publishedSince(mark);
  }

  private Recovery recovered(
      Mark mark, String what, Function<Mark, Function<Flow, Optional<Instant>>> sign) {
    Instant seen = stage.watch().await(what, sign.apply(mark), stage.patience());
    return new Recovery(
        Recovery.By.RETURN, mark.at(), seen, stage.flow().longestDrawGap(mark.at(), seen));
  }
}
