package dev.aria.emoji.demo;

import dev.aria.core.allocation.PolicyName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The options of {@code aria demo} that a run keeps from its beginning to its end. */
record DemoOptions(long steps, String policy, double paths, long seed, boolean fromScratch) {
  private static final String STEPS = "--steps";
  private static final String POLICY = "--policy";
  private static final String PATHS = "--paths";
  private static final String SEED = "--seed";
  private static final String FROM_SCRATCH = "--from-scratch";
  private static final double STUDY_PATHS = 0.4;

  static DemoOptions of(DemoSettings settings) {
    return new DemoOptions(
        settings.steps(),
        settings.allocation().policy(),
        settings.allocation().paths(),
        settings.seed(),
        settings.fromScratch());
  }

  /** Whether they are those of the contender `aria` in the study `shipped`, but for the length. */
  boolean areThoseOfTheStudy() {
    return policy.equals(PolicyName.ARIA.label()) && paths == STUDY_PATHS && !fromScratch;
  }

  /** Those of {@code given} in which {@code wanted} differs, each with both values. */
  List<String> differences(DemoOptions wanted, Set<String> given) {
    List<String> differences = new ArrayList<>();
    if (given.contains(STEPS) && steps != wanted.steps) {
      differences.add("%s %d, not %d".formatted(STEPS, steps, wanted.steps));
    }
    if (given.contains(POLICY) && !policy.equals(wanted.policy)) {
      differences.add("%s %s, not %s".formatted(POLICY, policy, wanted.policy));
    }
    if (given.contains(PATHS) && paths != wanted.paths) {
      differences.add("%s %s, not %s".formatted(PATHS, paths, wanted.paths));
    }
    if (given.contains(SEED) && seed != wanted.seed) {
      differences.add("%s %d, not %d".formatted(SEED, seed, wanted.seed));
    }
    if (given.contains(FROM_SCRATCH) && fromScratch != wanted.fromScratch) {
      differences.add(fromScratch ? FROM_SCRATCH : "a student from the teacher");
    }
    return differences;
  }

  /** As they would be typed. */
  @Override
  public String toString() {
    String text = "%s %d %s %s".formatted(STEPS, steps, POLICY, policy);
    text += paths > 0 ? " %s %s".formatted(PATHS, paths) : "";
    text += " %s %d".formatted(SEED, seed);
    return fromScratch ? text + " " + FROM_SCRATCH : text;
  }
}
