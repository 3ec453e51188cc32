package dev.aria.trials.compare;

import dev.aria.emoji.demo.Steering;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The finished runs of one comparison, one a (seed, policy).
 *
 * @param all by seed, then in the order of {@link Steering#POLICIES}
 */
record Outcomes(List<Outcome> all) {
  private static final Comparator<Outcome> ORDER =
      Comparator.comparingLong((Outcome outcome) -> outcome.run().seed())
          .thenComparingInt(outcome -> Steering.POLICIES.indexOf(outcome.run().policy()));

  Outcomes {
    all = all.stream().sorted(ORDER).toList();
    if (all.stream().map(Outcome::run).distinct().count() != all.size()) {
      throw new IllegalArgumentException("a run has two outcomes");
    }
  }

  static Outcomes none() {
    return new Outcomes(List.of());
  }

  /** These and one more, which takes the place of an earlier one of the same run. */
  Outcomes with(Outcome outcome) {
    List<Outcome> longer = new ArrayList<>(all);
    longer.removeIf(known -> known.run().equals(outcome.run()));
    longer.add(outcome);
    return new Outcomes(longer);
  }

  /** The outcome of {@code run}, once it is finished. */
  Optional<Outcome> of(PlannedRun run) {
    return all.stream().filter(outcome -> outcome.run().equals(run)).findFirst();
  }

  /** Those of {@code wanted} that are not finished, in their order. */
  List<PlannedRun> pending(List<PlannedRun> wanted) {
    return wanted.stream().filter(run -> of(run).isEmpty()).toList();
  }

  /** Policies with at least one finished run. */
  List<String> policies() {
    return Steering.POLICIES.stream().filter(policy -> !seeds(policy).isEmpty()).toList();
  }

  /** Seeds of the finished runs of {@code policy}, ascending. */
  List<Long> seeds(String policy) {
    return all.stream()
        .map(Outcome::run)
        .filter(run -> run.policy().equals(policy))
        .map(PlannedRun::seed)
        .toList();
  }

  /** The values of {@code measure} over the seeds of {@code policy}. */
  List<Double> values(String policy, Measure measure) {
    return all.stream()
        .filter(outcome -> outcome.run().policy().equals(policy))
        .map(outcome -> outcome.value(measure))
        .toList();
  }

  /** {@code policy} less {@code other}, for each seed that both have finished. */
  List<Double> differences(String policy, String other, Measure measure) {
    List<Double> differences = new ArrayList<>();
    for (long seed : seeds(policy)) {
      Optional<Outcome> mine = of(new PlannedRun(seed, policy));
      Optional<Outcome> theirs = of(new PlannedRun(seed, other));
      if (mine.isPresent() && theirs.isPresent()) {
        differences.add(mine.get().value(measure) - theirs.get().value(measure));
      }
    }
    return differences;
  }
}
