package dev.aria.cli.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What may be chosen of a campaign.
 *
 * @param data folder for all data
 * @param seed seed of the schedule, and of the runs' draws
 * @param trials faults in all, at least 1
 * @param faultsPerRun most faults of one run, at least 1
 * @param steps global steps of one run
 * @param trainers trainer processes of a run, at least 1
 * @param kinds kinds of fault, at least one
 * @param patience longest wait for a recovery
 */
public record ChaosSettings(
    Path data,
    long seed,
    int trials,
    int faultsPerRun,
    int steps,
    int trainers,
    List<FaultKind> kinds,
    Duration patience) {
  private static final int FEWEST_STEPS = 200;

  public ChaosSettings {
    atLeast("trials", trials, 1);
    atLeast("faults-per-run", faultsPerRun, 1);
    atLeast("steps", steps, FEWEST_STEPS);
    atLeast("trainers", trainers, 1);
    kinds = List.copyOf(kinds);
    atLeast("kinds (their number)", kinds.size(), 1);
    if (!FaultKind.possible(trainers).containsAll(kinds)) {
      throw new IllegalArgumentException("kind trainer-guest needs at least 2 trainers");
    }
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d, must be at least %d".formatted(name, value, least));
    }
  }

  /** Every fault of the campaign, in order. */
  List<PlannedFault> schedule() {
    return FaultSchedule.of(seed, kinds, trials);
  }
}
