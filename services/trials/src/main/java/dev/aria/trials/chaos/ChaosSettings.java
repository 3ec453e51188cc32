package dev.aria.trials.chaos;

import dev.aria.trials.chaos.faults.FaultKind;
import dev.aria.trials.chaos.faults.FaultSchedule;
import dev.aria.trials.chaos.faults.PlannedFault;
import java.time.Duration;
import java.util.List;

/**
 * What may be chosen of a campaign.
 *
 * @param seed seed of the schedule, and of the runs' draws
 * @param trials faults in all, at least 1
 * @param faultsPerRun most faults of one run, at least 1
 * @param steps global steps of a run with all of {@code faultsPerRun} before it
 * @param trainers trainer processes of a run, at least 1
 * @param kinds kinds of fault, at least one
 * @param paths part of the draws on the teacher's sampling paths, in [0, 1)
 * @param patience longest wait for a recovery, at least 1 s
 */
public record ChaosSettings(
    long seed,
    int trials,
    int faultsPerRun,
    int steps,
    int trainers,
    List<FaultKind> kinds,
    double paths,
    Duration patience) {
  private static final int FEWEST_STEPS = 200;
  private static final int FEWEST_STEPS_OF_A_REST = 400;

  public ChaosSettings {
    atLeast("trials", trials, 1);
    atLeast("faults-per-run", faultsPerRun, 1);
    atLeast("steps", steps, FEWEST_STEPS);
    atLeast("trainers", trainers, 1);
    kinds = List.copyOf(kinds);
    atLeast("kinds (their number)", kinds.size(), 1);
    atLeast("patience (in seconds)", patience.toSeconds(), 1);
    if (!(paths >= 0 && paths < 1)) {
      throw new IllegalArgumentException("paths is %s, must be in [0, 1)".formatted(paths));
    }
    if (!FaultKind.possible(trainers).containsAll(kinds)) {
      throw new IllegalArgumentException("kind trainer-guest needs at least 2 trainers");
    }
  }

  /** Global steps of a run for {@code faults}: all of them, or their share when they are fewer. */
  int stepsFor(int faults) {
    double share = Math.min(1.0, (double) faults / faultsPerRun);
    return Math.min(steps, Math.max(FEWEST_STEPS_OF_A_REST, (int) Math.ceil(steps * share)));
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d, must be at least %d".formatted(name, value, least));
    }
  }

  /** Every fault of the campaign, in order. */
  List<PlannedFault> schedule() {
    return FaultSchedule.of(seed, kinds, trials, trainers);
  }
}
