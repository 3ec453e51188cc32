package dev.aria.runtime.kafka.membership;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** How many equal pieces of work each member gets so that the last one to end ends soonest. */
final class SpeedShares {
  private SpeedShares() {}

  /**
   * Each piece in turn goes to whoever would be done with it first. A member much slower than the
   * rest may get none: with one it would hold all of them up.
   *
   * @param speeds pieces a second of each member; NaN where not known, which is taken for the mean
   * @param pieces how many there are
   */
  static Map<String, Integer> of(Map<String, Double> speeds, int pieces) {
    double mean =
        speeds.values().stream()
            .filter(speed -> speed > 0)
            .mapToDouble(Double::doubleValue)
            .average()
            .orElse(1);
    Map<String, Integer> counts = new TreeMap<>();
    speeds.keySet().forEach(member -> counts.put(member, 0));
    for (int piece = 0; piece < pieces && !counts.isEmpty(); piece++) {
      String next =
          counts.keySet().stream()
              .min(
                  Comparator.comparingDouble(
                      member -> (counts.getOrDefault(member, 0) + 1) / known(speeds, member, mean)))
              .orElseThrow();
      counts.merge(next, 1, Integer::sum);
    }
    return counts;
  }

  private static double known(Map<String, Double> speeds, String member, double mean) {
    double speed = speeds.getOrDefault(member, mean);
    return speed >= 0 ? speed : mean;
  }
}
