package dev.aria.emoji.demo;

import dev.aria.core.allocation.Objective;
import dev.aria.core.allocation.PolicyName;
import dev.aria.core.allocation.Scope;
import dev.aria.core.discrepancy.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Who gets how many draws, by the names that run settings use.
 *
 * @param policy one of {@link #POLICIES}
 * @param scope {@code swapped}, {@code paths} or {@code all}
 * @param objective {@code focus} or {@code preserve}
 * @param signal {@code probe} or {@code training}
 * @param paths part of the draws that lie on the teacher's own sampling paths, in [0, 1); with any,
 *     no condition is swapped
 */
public record AllocationOptions(
    String policy, String scope, String objective, String signal, double paths) {
  /** Every policy there is. */
  public static final List<String> POLICIES =
      Arrays.stream(PolicyName.values()).map(PolicyName::label).toList();

  public AllocationOptions {
    oneOf("policy", policy, POLICIES);
    oneOf("scope", scope, names(Scope.values()));
    oneOf("objective", objective, names(Objective.values()));
    oneOf("signal", signal, names(Signal.values()));
    if (!(paths >= 0 && paths < 1)) {
      throw new IllegalArgumentException(
          "the part of path draws is %s, must be in [0, 1)".formatted(paths));
    }
    if (scope.equals(paths > 0 ? "swapped" : "paths")) {
      throw new IllegalArgumentException(
          paths > 0
              ? "scope 'swapped' steers nothing: with path draws no condition is swapped; choose 'paths' or 'all'"
              : "scope 'paths' steers nothing without path draws; choose 'swapped' or 'all', or give them a part");
    }
  }

  /** {@code policy} as the demo runs it with that part of path draws. */
  public static AllocationOptions by(String policy, double paths) {
    return paths > 0
        ? new AllocationOptions(policy, "paths", "focus", "training", paths)
        : new AllocationOptions(policy, "swapped", "focus", "probe", 0);
  }

  /** The same under another policy. */
  public AllocationOptions under(String other) {
    return new AllocationOptions(other, scope, objective, signal, paths);
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  }

  private static void oneOf(String name, String value, List<String> allowed) {
    if (!allowed.contains(value)) {
      throw new IllegalArgumentException(
          "%s is '%s', must be one of %s".formatted(name, value, String.join(", ", allowed)));
    }
  }
}
