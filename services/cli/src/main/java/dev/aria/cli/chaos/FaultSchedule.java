package dev.aria.cli.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * All faults of a campaign, a pure function of seed, kinds and number: kinds come in shuffled
 * rounds, so that each is tried as often as every other, give or take one.
 */
final class FaultSchedule {
  private static final int FEWEST_STEPS = 5;
  private static final int MOST_STEPS = 25;
  private static final int SHORTEST_MILLIS = 1_000;
  private static final int LONGEST_MILLIS = 5_000;

  /**
   * Long enough for the allocator's lease (3 s) and, often, the teachers' session (6 s) to lapse.
   */
  private static final Duration LONGER = Duration.ofSeconds(3);

  private FaultSchedule() {}

  /** {@code count} faults of {@code kinds}, which are at least one. */
  static List<PlannedFault> of(long seed, List<FaultKind> kinds, int count) {
    Random random = new Random(seed);
    List<PlannedFault> faults = new ArrayList<>();
    List<FaultKind> round = new ArrayList<>();
    while (faults.size() < count) {
      if (round.isEmpty()) {
        round.addAll(kinds);
        Collections.shuffle(round, random);
      }
      faults.add(fault(faults.size() + 1, round.remove(0), random));
    }
    return faults;
  }

  private static PlannedFault fault(int number, FaultKind kind, Random random) {
    int afterSteps = FEWEST_STEPS + random.nextInt(MOST_STEPS - FEWEST_STEPS + 1);
    Duration outage =
        Duration.ofMillis(SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS + 1));
    int member = random.nextInt(1 << 10);
    boolean longer = kind == FaultKind.ALLOCATOR_FREEZE || kind == FaultKind.TEACHER_FREEZE;
    return new PlannedFault(
        number, kind, afterSteps, longer ? outage.plus(LONGER) : outage, member);
  }
}
