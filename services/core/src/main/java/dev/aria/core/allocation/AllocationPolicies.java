package dev.aria.core.allocation;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The sampling rules by name. */
public final class AllocationPolicies {
  private static final int FEEDBACK_WARM_UP = 20;
  private static final Map<String, Rule> RULES =
      new TreeMap<>(
          Map.of(
              "natural", new Rule(0, Set.of(), given -> new NaturalPolicy()),
              "stratified", new Rule(0, Set.of(), given -> new StratifiedPolicy()),
              "tempered",
                  new Rule(
                      0,
                      Set.of("lam", "u", "a"),
                      given -> new TemperedPolicy(given.get("a", 0.5), given.floors())),
              "aria",
                  new Rule(
                      FEEDBACK_WARM_UP,
                      Set.of("lam", "u", "a", "alpha", "kappa", "epsilon"),
                      AllocationPolicies::aria),
              "variance",
                  new Rule(
                      FEEDBACK_WARM_UP,
                      Set.of("lam", "u"),
                      given -> new VariancePolicy(given.floors())),
              "softmax",
                  new Rule(
                      FEEDBACK_WARM_UP,
                      Set.of("lam", "u", "temperature"),
                      given -> new SoftmaxPolicy(given.get("temperature", 0.5), given.floors()))));

  private AllocationPolicies() {}

  @FunctionalInterface
  private interface Maker {
    AllocationPolicy make(Parameters given);
  }

  /** How to make a policy, its own parameters, and its warm-up in global steps unless set. */
  private record Rule(int warmUp, Set<String> own, Maker maker) {
    Set<String> parameters() {
      Set<String> all = new TreeSet<>(own);
      all.add("warm-up");
      return all;
    }

    AllocationPolicy make(Parameters given) {
      return new WarmUp(maker.make(given), Math.round(given.get("warm-up", warmUp)));
    }
  }

  /** Given parameters, with the defaults for the rest. */
  private record Parameters(Map<String, Double> given, double coverage) {
    double get(String name, double otherwise) {
      return given.getOrDefault(name, otherwise);
    }

    Floors floors() {
      return new Floors(get("lam", Floors.DEFAULT_LAM), get("u", coverage));
    }
  }

  private static AllocationPolicy aria(Parameters given) {
    return new AriaPolicy(
        given.get("a", 0.5),
        given.get("alpha", 1),
        given.get("kappa", 1),
        given.get("epsilon", 0.01),
        given.floors());
  }

  /** Names that {@link #named} knows, sorted. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(RULES.keySet());
  }

  /**
   * The rule called {@code name}.
   *
   * @param parameters those to set; the others keep their defaults: lam .3, u {@link
   *     Floors#coverage}, a .5, alpha 1, kappa 1, epsilon .01, temperature .5, warm-up 20 global
   *     steps for the rules that read statistics and 0 for the others
   * @param regions R
   * @param batch steered draws in a global step
   * @throws IllegalArgumentException when the name or a parameter is unknown or out of range; the
   *     message names the known ones
   */
  public static AllocationPolicy named(
      String name, Map<String, Double> parameters, int regions, int batch) {
    Rule rule = RULES.get(name);
    if (rule == null) {
      throw new IllegalArgumentException(
          "unknown allocation policy '%s'; known: %s".formatted(name, RULES.keySet()));
    }
    for (String parameter : parameters.keySet()) {
      if (!rule.parameters().contains(parameter)) {
        throw new IllegalArgumentException(
            "policy %s has no parameter '%s'; it has %s"
                .formatted(name, parameter, rule.parameters()));
      }
    }
    return rule.make(new Parameters(parameters, Floors.coverage(regions, batch)));
  }
}
