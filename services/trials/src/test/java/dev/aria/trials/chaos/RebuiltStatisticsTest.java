package dev.aria.trials.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.operations.audit.Violation;
import dev.aria.runtime.redis.PackedStatistics;
import dev.aria.runtime.redis.Position;
import dev.aria.runtime.redis.StatisticsSnapshot;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What tells rebuilt statistics from those that Redis held. */
final class RebuiltStatisticsTest {
  private static final byte[] BYTES = {1, 2};

  @Test
  void differences_laterTerm_isNone() {
    assertThat(found(snapshot(7, 12, BYTES), snapshot(9, 12, BYTES))).isEmpty();
  }

  @Test
  void differences_otherOffsets_isOne() {
    assertThat(found(snapshot(7, 12, BYTES), snapshot(8, 13, BYTES)))
        .containsExactly(
            "STATISTICS_DIFFER: Redis stood at tick 5, offsets [12, 12],"
                + " rebuilt tick 5, offsets [13, 13]");
  }

  @Test
  void differences_otherBytes_isOne() {
    assertThat(found(snapshot(7, 12, BYTES), snapshot(8, 12, new byte[] {1, 3})))
        .containsExactly("STATISTICS_DIFFER: other bytes at tick 5, offsets [12, 12]");
  }

  @Test
  void differences_nothingHeldOrRebuilt_isOne() {
    assertThat(found(Optional.empty(), snapshot(8, 12, BYTES)))
        .containsExactly("STATISTICS_DIFFER: Redis held nothing, rebuilt tick 5, offsets [12, 12]");
    assertThat(found(snapshot(8, 12, BYTES), Optional.empty()))
        .containsExactly("STATISTICS_DIFFER: Redis held tick 5, offsets [12, 12], rebuilt nothing");
  }

  private static List<String> found(
      Optional<StatisticsSnapshot> held, Optional<StatisticsSnapshot> rebuilt) {
    return RebuiltStatistics.differences(held, rebuilt).stream().map(Violation::toString).toList();
  }

  private static Optional<StatisticsSnapshot> snapshot(long term, long offset, byte[] bytes) {
    Position at = new Position(0, 5, List.of(offset, offset));
    return Optional.of(new StatisticsSnapshot(term, at, PackedStatistics.of(bytes)));
  }
}
