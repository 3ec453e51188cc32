package dev.aria.core.allocation;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The sampling rules by name. */
public final class AllocationPolicies {
  private static final Set<String> FLOORS = Set.of("lam", "u");
  private static final Map<String, Rule> RULES =
      new TreeMap<>(
          Map.of(
              "natural", new Rule(Set.of(), parameters -> new NaturalPolicy()),
              "stratified", new Rule(Set.of(), parameters -> new StratifiedPolicy()),
              "tempered",
                  new Rule(
                      with("a"),
                      parameters ->
                          new TemperedPolicy(parameters.get("a", 0.5), parameters.floors())),
              "aria",
                  new Rule(
                      with("a", "alpha", "kappa", "epsilon", "warm-up"),
                      parameters -> parameters.afterWarmUp(aria(parameters))),
              "variance",
                  new Rule(
                      with("warm-up"),
                      parameters ->
                          parameters.afterWarmUp(new VariancePolicy(parameters.floors()))),
              "softmax",
                  new Rule(
                      with("temperature", "warm-up"),
                      parameters ->
                          parameters.afterWarmUp(
                              new SoftmaxPolicy(
                                  parameters.get("temperature", 0.5), parameters.floors())))));

  private AllocationPolicies() {}

  @FunctionalInterface
  private interface Maker {
    AllocationPolicy make(Parameters parameters);
  }

  private record Rule(Set<String> parameters, Maker maker) {}

  /** Given parameters, with the defaults for the rest. */
  private record Parameters(Map<String, Double> given, double coverage) {
    double get(String name, double otherwise) {
      return given.getOrDefault(name, otherwise);
    }

    Floors floors() {
      return new Floors(get("lam", Floors.DEFAULT_LAM), get("u", coverage));
    }

    AllocationPolicy afterWarmUp(AllocationPolicy policy) {
      return new WarmUp(policy, Math.round(get("warm-up", WarmUp.DEFAULT_BATCHES)));
    }
  }

  private static Set<String> with(String... names) {
    Set<String> all = new TreeSet<>(FLOORS);
    all.addAll(Set.of(names));
    return all;
  }

  private static AllocationPolicy aria(Parameters parameters) {
    return new AriaPolicy(
        parameters.get("a", 0.5),
        parameters.get("alpha", 1),
        parameters.get("kappa", 1),
        parameters.get("epsilon", 0.01),
        parameters.floors());
  }

  /** Names that {@link #named} knows, sorted. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(RULES.keySet());
  }

  /**
   * The rule called {@code name}.
   *
   * @param parameters those to set; the others keep their defaults: lam .3, u {@link
   *     Floors#coverage}, a .5, alpha 1, kappa 1, epsilon .01, temperature .5, warm-up 20
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
                .formatted(name, parameter, new TreeSet<>(rule.parameters())));
      }
    }
    return rule.maker().make(new Parameters(parameters, Floors.coverage(regions, batch)));
  }
}
