package dev.aria.trials.chaos.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * All faults of a campaign, a pure function of seed, kinds, number and trainers: kinds come in
 * shuffled rounds, so that each is tried as often as every other, give or take one.
 */
public final class FaultSchedule {
  private static final int FEWEST_STEPS = 5;
  private static final int MOST_STEPS = 25;
  private static final int SHORTEST_MILLIS = 1_000;
  private static final int LONGEST_MILLIS = 5_000;

  /**
   * Long enough for the allocator's lease (3 s) and, often, the teachers' session (6 s) to lapse.
   */
  private static final Duration LONGER = Duration.ofSeconds(3);

  /** Takes a trainer's outage beyond its session (6 s). */
  private static final Duration BEYOND_SESSION = Duration.ofSeconds(6);

  private final Random random;
  private final int trainers;
  private int trainerFreezes;

  private FaultSchedule(long seed, int trainers) {
    this.random = new Random(seed);
    this.trainers = trainers;
  }

  /**
   * {@code count} faults of {@code kinds}, which are at least one, at {@code trainers} trainers.
   */
  public static List<PlannedFault> of(long seed, List<FaultKind> kinds, int count, int trainers) {
    return new FaultSchedule(seed, trainers).faults(kinds, count);
  }

  private List<PlannedFault> faults(List<FaultKind> kinds, int count) {
    List<PlannedFault> faults = new ArrayList<>();
    List<FaultKind> round = new ArrayList<>();
    while (faults.size() < count) {
      if (round.isEmpty()) {
        round.addAll(kinds);
        Collections.shuffle(round, random);
      }
      faults.add(fault(faults.size() + 1, round.remove(0)));
    }
    return faults;
  }

  private PlannedFault fault(int number, FaultKind kind) {
    int afterSteps = FEWEST_STEPS + random.nextInt(MOST_STEPS - FEWEST_STEPS + 1);
    Duration outage =
        Duration.ofMillis(SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS + 1));
    int member = random.nextInt(1 << 10);
    return new PlannedFault(number, kind, afterSteps, outage.plus(longer(kind)), member);
  }

  private Duration longer(FaultKind kind) {
    return switch (kind) {
      case ALLOCATOR_FREEZE, TEACHER_FREEZE -> LONGER;
      case TRAINER_FREEZE -> losesItsPlace() ? BEYOND_SESSION : Duration.ZERO;
      default -> Duration.ZERO;
    };
  }

  /** Every other one, from the first on; a lone trainer has nobody to lose its place to. */
  private boolean losesItsPlace() {
    return trainers > 1 && trainerFreezes++ % 2 == 0;
  }
}
