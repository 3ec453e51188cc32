package dev.aria.runtime.kafka.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpeedSharesTest {
  @Test
  void of_equalMembers_sharesEqually() {
    assertThat(SpeedShares.of(Map.of("a", 3.0, "b", 3.0), 8)).isEqualTo(Map.of("a", 4, "b", 4));
  }

  @Test
  void of_oneTenTimesSlower_leavesItWhatItCanDo() {
    Map<String, Double> speeds = Map.of("fast", 100.0, "slow", 10.0);

    assertThat(SpeedShares.of(speeds, 16)).isEqualTo(Map.of("fast", 15, "slow", 1));
    assertThat(SpeedShares.of(speeds, 4)).isEqualTo(Map.of("fast", 4, "slow", 0));
  }

  @Test
  void of_membersThatKnowNoSpeed_takesThemForTheMean() {
    assertThat(SpeedShares.of(Map.of("a", 100.0, "new", Double.NaN), 8))
        .isEqualTo(Map.of("a", 4, "new", 4));
    assertThat(SpeedShares.of(Map.of("new", Double.NaN, "newer", Double.NaN), 2))
        .isEqualTo(Map.of("new", 1, "newer", 1));
  }

  @Test
  void of_membersThatStandStill_givesThemNothing() {
    assertThat(SpeedShares.of(Map.of("dead", 0.0, "a", 1.0), 4))
        .isEqualTo(Map.of("dead", 0, "a", 4));
  }

  @Test
  void of_randomMembers_noMoveWouldEndItSooner() {
    SplittableRandom random = new SplittableRandom(5);
    for (int trial = 0; trial < 200; trial++) {
      Map<String, Double> speeds = new HashMap<>();
      int members = 1 + random.nextInt(6);
      for (int m = 0; m < members; m++) {
        speeds.put("m" + m, 0.1 + 10 * random.nextDouble());
      }
      int pieces = random.nextInt(40);

      Map<String, Integer> counts = SpeedShares.of(speeds, pieces);

      assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(pieces);
      double last =
          speeds.keySet().stream().mapToDouble(m -> time(counts, speeds, m, 0)).max().orElse(0);
      for (String member : speeds.keySet()) {
        assertThat(time(counts, speeds, member, 1)).isGreaterThanOrEqualTo(last);
      }
    }
  }

  /** Seconds that {@code member} takes for its pieces and {@code more}. */
  private static double time(
      Map<String, Integer> counts, Map<String, Double> speeds, String member, int more) {
    return (counts.getOrDefault(member, 0) + more) / speeds.getOrDefault(member, 0.0);
  }
}
