package dev.aria.trials.compare;

import dev.aria.emoji.demo.AllocationOptions;
import dev.aria.emoji.demo.DemoSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What is compared, and under which conditions.
 *
 * @param policies names of the policies, at least one, all different
 * @param seeds seeds of the runs of each policy, at least one, all different, in [0, 99999]
 * @param common what all runs have in common; policy and seed of it do not matter
 * @param keepTopics whether what finished runs have recorded is kept
 * @param engine what trains the runs
 */
public record ComparisonSettings(
    List<String> policies,
    List<Long> seeds,
    DemoSettings common,
    boolean keepTopics,
    Engine engine) {
  private static final long LARGEST_SEED = 99_999;
  private static final int MOST_STEPS = 9_999_999;

  public ComparisonSettings {
    policies = distinct("policies", policies);
    seeds = distinct("seeds", seeds);
    policies.forEach(common.allocation()::under);
    for (long seed : seeds) {
      if (seed < 0 || seed > LARGEST_SEED) {
        throw new IllegalArgumentException(
            "seed is %d, must lie in [0, %d]".formatted(seed, LARGEST_SEED));
      }
    }
    if (common.steps() > MOST_STEPS) {
      throw new IllegalArgumentException(
          "steps is %d, must be at most %d".formatted(common.steps(), MOST_STEPS));
    }
  }

  private static <T> List<T> distinct(String name, List<T> values) {
    if (values.isEmpty() || Set.copyOf(values).size() != values.size()) {
      throw new IllegalArgumentException(
          "%s are %s, must be at least one and all different".formatted(name, values));
    }
    return List.copyOf(values);
  }

  /** Folder for all data. */
  Path data() {
    return common.data();
  }

  /** Every run, the policies of one seed after another, so that pairs are complete early. */
  List<PlannedRun> runs() {
    return seeds.stream()
        .flatMap(seed -> policies.stream().map(policy -> new PlannedRun(seed, policy)))
        .toList();
  }

  /** Settings of one run. */
  DemoSettings of(PlannedRun run) {
    AllocationOptions allocation = common.allocation().under(run.policy());
    return new DemoSettings(
        common.data(), common.steps(), allocation, run.seed(), common.fromScratch());
  }
}
