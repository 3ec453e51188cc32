package dev.aria.runtime.settings;

import com.typesafe.config.Config;
import dev.aria.core.record.PolicyConstants;
import java.util.List;

/** Constants of the allocation policies: a section for each policy that has any. */
final class PolicySections {
  private static final String ALLOCATION = "aria.run.allocation.";
  private static final List<String> SECTIONS = List.of("aria", "tempered", "variance", "softmax");

  private PolicySections() {}

  /**
   * Those of {@code policy}; the defaults where it has no section. Checks every section, since a
   * run may be started again under another policy.
   *
   * @throws IllegalArgumentException when one is out of bounds; the message names its key
   */
  static PolicyConstants constants(Config all, String policy) {
    PolicyConstants found = PolicyConstants.DEFAULTS;
    for (String section : SECTIONS) {
      PolicyConstants constants = section(all, ALLOCATION + section + ".");
      found = section.equals(policy) ? constants : found;
    }
    return found;
  }

  private static PolicyConstants section(Config all, String section) {
    PolicyConstants usual = PolicyConstants.DEFAULTS;
    try {
      return new PolicyConstants(
          value(all, section + "base-exponent", usual.baseExponent()),
          value(all, section + "discrepancy-exponent", usual.discrepancyExponent()),
          value(all, section + "elasticity-exponent", usual.elasticityExponent()),
          value(all, section + "natural-share", usual.naturalShare()),
          value(all, section + "floor", usual.floor()),
          value(all, section + "harm-bound", usual.harmBound()),
          value(all, section + "temperature", usual.temperature()));
    } catch (IllegalArgumentException e) { // it names the constant, and not its section
      throw new IllegalArgumentException(section + e.getMessage(), e);
    }
  }

  /** {@code otherwise} stands for a constant that the section's policy does not have. */
  private static double value(Config all, String key, double otherwise) {
    return all.hasPathOrNull(key) ? all.getDouble(key) : otherwise;
  }
}
