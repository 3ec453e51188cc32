package dev.aria.trials.chaos.recovery;

import dev.aria.runtime.redis.StatisticsSnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** That Redis holds statistics of what was trained since a mark, and since when that is known. */
public final class StatisticsSignal {
  private final Supplier<Optional<StatisticsSnapshot>> redis;
  private final InstantSource clock;
  private final Bar bar;
  private Optional<Instant> seen = Optional.empty();

  /**
   * What has to be exceeded.
   *
   * @param steps steps trained at the mark; k ticks of n steps hold the steps below k n
   * @param stepsPerTick n
   * @param term a term that the statistics must be later than
   */
  public record Bar(long steps, int stepsPerTick, long term) {
    /** Whether the last tick of {@code held} has a step that was not trained then. */
    boolean isExceededBy(StatisticsSnapshot held) {
      return held.at().tick() * stepsPerTick > steps && held.term() > term;
    }
  }

  /**
   * @param redis looks at what Redis holds; empty while it is away
   */
  public StatisticsSignal(
      Supplier<Optional<StatisticsSnapshot>> redis, InstantSource clock, Bar bar) {
    this.redis = redis;
    this.clock = clock;
    this.bar = bar;
  }

  /** When it was first seen; looks, unless it was. */
  public Optional<Instant> look() {
    if (seen.isEmpty() && redis.get().filter(bar::isExceededBy).isPresent()) {
      seen = Optional.of(clock.instant());
    }
    return seen;
  }
}
