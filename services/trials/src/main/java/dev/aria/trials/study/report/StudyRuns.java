package dev.aria.trials.study.report;

import dev.aria.trials.study.data.FinishedRun;
import dev.aria.trials.study.data.RunKey;
import dev.aria.trials.study.data.StudyData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The finished runs of a study, with what each contender is in it.
 *
 * @param facts what the study is about
 * @param data its runs
 */
record StudyRuns(StudyFacts facts, StudyData data) {
  private static final double PERCENT = 100;

  StudyRuns {
    for (FinishedRun run : data.runs()) {
      String contender = run.run().run().contender();
      if (!facts.contenders().contains(contender)) {
        throw new IllegalArgumentException(
            "study '%s' has runs of '%s', which is none of its contenders %s"
                .formatted(facts.name(), contender, facts.contenders()));
      }
    }
  }

  /** Contenders with at least one finished run, in the order of the study. */
  List<String> contenders() {
    return facts.contenders().stream().filter(name -> !data.seeds(name).isEmpty()).toList();
  }

  /** The finished runs of {@code contender}, by seed. */
  List<FinishedRun> of(String contender) {
    return data.seeds(contender).stream().flatMap(seed -> of(contender, seed).stream()).toList();
  }

  Optional<FinishedRun> of(String contender, long seed) {
    return data.of(new RunKey(contender, seed));
  }

  /** The values of {@code measure}, by seed. */
  SortedMap<Long, Double> values(String contender, FinalMeasure measure) {
    SortedMap<Long, Double> values = new TreeMap<>();
    for (FinishedRun run : of(contender)) {
      measure.of(run).ifPresent(value -> values.put(run.run().run().seed(), value));
    }
    return values;
  }

  /** Mean over seeds; empty when no run was measured by it. */
  OptionalDouble mean(String contender, FinalMeasure measure) {
    return values(contender, measure).values().stream().mapToDouble(Double::doubleValue).average();
  }

  /**
   * Change from {@code reference} to {@code contender} in percent, over the seeds that both have;
   * empty without such a seed, or where a value of the reference is not above 0.
   */
  Optional<Interval> change(String contender, String reference, FinalMeasure measure) {
    SortedMap<Long, Double> references = values(reference, measure);
    List<Double> changes = new ArrayList<>();
    values(contender, measure)
        .forEach(
            (seed, value) -> {
              Double other = references.get(seed);
              if (other != null) {
                changes.add(other > 0 ? PERCENT * (value / other - 1) : Double.NaN);
              }
            });
    return changes.isEmpty() || changes.contains(Double.NaN)
        ? Optional.empty()
        : Optional.of(Interval.of(changes));
  }

  /**
   * The static rule with the best mean of {@code measure}, over the seeds that all static rules
   * with runs have; the first of equal ones. Empty when there is none.
   */
  Optional<String> bestStatic(FinalMeasure measure) {
    List<String> rules =
        facts.statics().stream().filter(rule -> !values(rule, measure).isEmpty()).toList();
    Comparator<String> byMean =
        Comparator.comparingDouble(rule -> meanOverCommonSeeds(rule, rules, measure));
    return rules.stream().min(measure.measure().lowerBetter() ? byMean : byMean.reversed());
  }

  private double meanOverCommonSeeds(String rule, List<String> rules, FinalMeasure measure) {
    SortedMap<Long, Double> values = values(rule, measure);
    rules.forEach(other -> values.keySet().retainAll(values(other, measure).keySet()));
    return values.values().stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseGet(() -> mean(rule, measure).orElseThrow());
  }
}
