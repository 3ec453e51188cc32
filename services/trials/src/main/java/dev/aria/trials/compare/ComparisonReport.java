package dev.aria.trials.compare;

import dev.aria.operations.text.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tables of a comparison, as Markdown. */
final class ComparisonReport {
  /** The policy that the others are set against: Random Conditioning. */
  static final String BASELINE = "natural";

  private static final List<Measure> MEASURES = List.of(Measure.values());

  private final RunResults results;

  ComparisonReport(RunResults results) {
    this.results = results;
  }

  /** Averages of each policy, its differences to the baseline, and what they can say. */
  String render() {
    if (results.all().isEmpty()) {
      return "No run is finished yet.\n";
    }
    return """
        Held-out discrepancy of the trained students, mean over seeds ± standard error; lower is
        better. The training loss is that of each run's own draws, so it is not the same quantity
        under different policies.

        %s
        Difference to `natural` at the same seed, mean ± standard error, and in how many seeds it is lower:

        %s
        %s"""
        .formatted(averages(), differences(), String.join("\n", notes()));
  }

  private static List<String> headings() {
    return Stream.concat(Stream.of("policy", "seeds"), MEASURES.stream().map(Measure::title))
        .toList();
  }

  private MarkdownTable averages() {
    MarkdownTable table = new MarkdownTable(headings());
    for (String policy : results.policies()) {
      table.row(
          row(
              policy.equals(BASELINE) ? policy + " (RC)" : policy,
              results.seeds(policy).size(),
              MEASURES.stream()
                  .map(measure -> Spread.of(results.values(policy, measure)).text())
                  .toList()));
    }
    return table;
  }

  private String differences() {
    List<String> paired = pairedPolicies();
    if (paired.isEmpty()) {
      return "None yet: no other policy has a finished run at a seed of `natural`.\n";
    }
    MarkdownTable table = new MarkdownTable(headings());
    for (String policy : paired) {
      table.row(
          row(
              policy,
              pairs(policy),
              MEASURES.stream()
                  .map(measure -> results.differences(policy, BASELINE, measure))
                  .map(ComparisonReport::difference)
                  .toList()));
    }
    return table.toString();
  }

  private static String difference(List<Double> differences) {
    long lower = differences.stream().filter(difference -> difference < 0).count();
    return "%s, %d of %d".formatted(Spread.of(differences).signed(), lower, differences.size());
  }

  private static List<String> row(String policy, int seeds, List<String> cells) {
    return Stream.concat(Stream.of(policy, Integer.toString(seeds)), cells.stream()).toList();
  }

  private List<String> pairedPolicies() {
    return results.policies().stream()
        .filter(policy -> !policy.equals(BASELINE) && pairs(policy) > 0)
        .toList();
  }

  private int pairs(String policy) {
    return results.differences(policy, BASELINE, Measure.MACRO).size();
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    int fewest = results.policies().stream().mapToInt(p -> results.seeds(p).size()).min().orElse(0);
    if (fewest == 1) {
      notes.add(
          "Too few seeds: a policy with one finished seed has no standard error, and nothing can "
              + "be said of which is better.");
    } else if (fewest == 2) {
      notes.add(
          "Few seeds: with two, a standard error is itself hardly known; take no difference below "
              + "a dozen of them for real.");
    }
    if (results.policies().stream().map(results::seeds).distinct().count() > 1) {
      notes.add(
          "The policies have not finished the same seeds: read the differences, not the averages.");
    }
    return notes;
  }
}
