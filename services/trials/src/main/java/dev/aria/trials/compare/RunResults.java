package dev.aria.trials.compare;

import dev.aria.emoji.demo.AllocationOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The finished runs of one comparison, one a (seed, policy).
 *
 * @param all by seed, then in the order of {@link AllocationOptions#POLICIES}
 */
record RunResults(List<RunResult> all) {
  private static final Comparator<RunResult> ORDER =
      Comparator.comparingLong((RunResult result) -> result.run().seed())
          .thenComparingInt(result -> AllocationOptions.POLICIES.indexOf(result.run().policy()));

  RunResults {
    all = all.stream().sorted(ORDER).toList();
    if (all.stream().map(RunResult::run).distinct().count() != all.size()) {
      throw new IllegalArgumentException("a run has two outcomes");
    }
  }

  static RunResults none() {
    return new RunResults(List.of());
  }

  /** These and one more, which takes the place of an earlier one of the same run. */
  RunResults with(RunResult result) {
    List<RunResult> longer = new ArrayList<>(all);
    longer.removeIf(known -> known.run().equals(result.run()));
    longer.add(result);
    return new RunResults(longer);
  }

  /** The outcome of {@code run}, once it is finished. */
  Optional<RunResult> of(PlannedRun run) {
    return all.stream().filter(result -> result.run().equals(run)).findFirst();
  }

  /** Those of {@code wanted} that are not finished, in their order. */
  List<PlannedRun> pending(List<PlannedRun> wanted) {
    return wanted.stream().filter(run -> of(run).isEmpty()).toList();
  }

  /** Policies with at least one finished run. */
  List<String> policies() {
    return AllocationOptions.POLICIES.stream().filter(policy -> !seeds(policy).isEmpty()).toList();
  }

  /** Seeds of the finished runs of {@code policy}, ascending. */
  List<Long> seeds(String policy) {
    return all.stream()
        .map(RunResult::run)
        .filter(run -> run.policy().equals(policy))
        .map(PlannedRun::seed)
        .toList();
  }

  /** The values of {@code measure} over the seeds of {@code policy}. */
  List<Double> values(String policy, Measure measure) {
    return all.stream()
        .filter(result -> result.run().policy().equals(policy))
        .map(result -> result.value(measure))
        .toList();
  }

  /** {@code policy} less {@code other}, for each seed that both have finished. */
  List<Double> differences(String policy, String other, Measure measure) {
    List<Double> differences = new ArrayList<>();
    for (long seed : seeds(policy)) {
      Optional<RunResult> mine = of(new PlannedRun(seed, policy));
      Optional<RunResult> theirs = of(new PlannedRun(seed, other));
      if (mine.isPresent() && theirs.isPresent()) {
        differences.add(mine.get().value(measure) - theirs.get().value(measure));
      }
    }
    return differences;
  }
}
