package dev.aria.trials.chaos.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.runtime.redis.PackedStatistics;
import dev.aria.runtime.redis.Position;
import dev.aria.runtime.redis.StatisticsSnapshot;
import dev.aria.trials.chaos.HandMadeTrial;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When Redis counts as up to date again. */
final class StatisticsSignalTest {
  private Instant now = HandMadeTrial.START;
  private Optional<StatisticsSnapshot> held = Optional.empty();
  private final StatisticsSignal signal =
      new StatisticsSignal(() -> held, () -> now, new StatisticsSignal.Bar(20, 10, 3));

  @Test
  void look_nothingInRedis_isNoSign() {
    assertThat(signal.look()).isEmpty();
  }

  @Test
  void look_ticksOfWhatWasTrainedBefore_areNoSign() {
    held = Optional.of(snapshot(4, 2));

    assertThat(signal.look()).isEmpty();
  }

  @Test
  void look_earlierTerm_isNoSign() {
    held = Optional.of(snapshot(3, 7));

    assertThat(signal.look()).isEmpty();
  }

  @Test
  void look_aStepMore_isSeenThen() {
    held = Optional.of(snapshot(4, 3));
    now = now.plusMillis(250);
    assertThat(signal.look()).contains(now);

    Instant first = now;
    now = now.plusSeconds(9);
    assertThat(signal.look()).contains(first);
  }

  @Test
  void isExceededBy_tickUnderWayAtTheMark_holdsOneOfItsSteps() {
    StatisticsSignal.Bar bar = new StatisticsSignal.Bar(29, 10, 0);

    assertThat(bar.isExceededBy(snapshot(1, 2))).isFalse();
    assertThat(bar.isExceededBy(snapshot(1, 3))).isTrue();
  }

  static StatisticsSnapshot snapshot(long term, long tick) {
    return new StatisticsSnapshot(
        term,
        new Position(0, tick, List.of(10 * tick, 10 * tick)),
        PackedStatistics.of(new byte[] {(byte) tick}));
  }
}
