package dev.aria.trials.study.report;

import dev.aria.trials.study.data.RunRow;
import dev.aria.trials.study.page.Block;
import dev.aria.trials.study.page.Block.Grid;
import dev.aria.trials.study.page.Block.Prose;
import dev.aria.trials.study.page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What was compared, how and on what. */
final class FactsSection {
  private FactsSection() {}

  static Section of(StudyRuns runs) {
    StudyFacts facts = runs.facts();
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Prose(purpose(facts)));
    blocks.add(contenders(runs));
    blocks.add(
        new Prose(
            "Each run took %s steps. Command: %s. Commit: %s. Machine: %s."
                .formatted(
                    ReportNumbers.count(facts.steps()),
                    facts.command(),
                    facts.commit(),
                    facts.machine())));
    warnings(runs).stream().map(Prose::new).forEach(blocks::add);
    return new Section("What was compared", blocks);
  }

  private static String purpose(StudyFacts facts) {
    return facts.purpose().equals(StudyFacts.TUNING)
        ? "Tuning: settings were chosen by these runs, so their figures flatter what was chosen. "
            + "Only a confirmation study, at other seeds, can show a gain."
        : "Confirmation: nothing is swept here, and no tuning study has splits of these.";
  }

  private static Grid contenders(StudyRuns runs) {
    return new Grid(
        List.of("contender", "role", "seeds", "what it is"),
        runs.facts().contenders().stream().map(name -> contender(name, runs)).toList());
  }

  private static List<String> contender(String name, StudyRuns runs) {
    return List.of(
        name,
        role(name, runs.facts()),
        seeds(runs.data().seeds(name)),
        runs.facts().descriptions().getOrDefault(name, ""));
  }

  private static String role(String name, StudyFacts facts) {
    List<String> roles = new ArrayList<>();
    if (name.equals(facts.baseline())) {
      roles.add("baseline");
    }
    if (name.equals(facts.adaptive())) {
      roles.add("adaptive");
    }
    if (facts.statics().contains(name)) {
      roles.add("static rule");
    }
    return String.join(", ", roles);
  }

  private static String seeds(List<Long> seeds) {
    return seeds.isEmpty()
        ? "none finished"
        : seeds.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static List<String> warnings(StudyRuns runs) {
    List<String> warnings = new ArrayList<>();
    List<List<Long>> seeds =
        runs.facts().contenders().stream().map(runs.data()::seeds).distinct().toList();
    if (seeds.size() > 1) {
      warnings.add(
          "The contenders have not finished the same seeds: read the changes, which are paired by "
              + "seed, rather than the means.");
    }
    for (String contender : runs.contenders()) {
      List<String> settings =
          runs.of(contender).stream()
              .map(run -> run.run())
              .map(RunRow::settings)
              .distinct()
              .toList();
      if (settings.size() > 1) {
        warnings.add(
            "The runs of %s were trained with different settings %s."
                .formatted(contender, settings));
      }
    }
    return warnings;
  }
}
