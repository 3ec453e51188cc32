package dev.aria.trials.study.report;

import dev.aria.trials.study.data.StudyData;
import dev.aria.trials.study.page.Block.Prose;
import dev.aria.trials.study.page.MarkdownText;
import dev.aria.trials.study.page.Section;
import java.util.ArrayList;
import java.util.List;

/** What the runs of one study say: the same data give the same bytes. */
public final class StudyReport {
  private final StudyRuns runs;
  private final List<Aim> aims;

  /**
   * Over the runs finished so far.
   *
   * @param facts what the study is about
   * @param data its runs
   * @param aims what it should come to, set before its runs; may be none
   * @throws IllegalArgumentException when a run is of no contender of the study
   */
  public StudyReport(StudyFacts facts, StudyData data, List<Aim> aims) {
    this.runs = new StudyRuns(facts, data);
    this.aims = List.copyOf(aims);
  }

  /** Name of the study. */
  String name() {
    return runs.facts().name();
  }

  /** Title of the study. */
  String title() {
    return runs.facts().title();
  }

  /** The tables and what they mean, as Markdown. */
  public String markdown() {
    return MarkdownText.of(title(), sections());
  }

  /** All of it, without the title. */
  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.add(FactsSection.of(runs));
    if (runs.data().runs().isEmpty()) {
      sections.add(new Section("Results", List.of(new Prose("No run is finished yet."))));
      return sections;
    }
    sections.add(AimsSection.of(runs, aims));
    sections.add(FinalSection.of(runs));
    sections.addAll(ChangesSection.of(runs));
    sections.add(PassesSection.of(runs));
    sections.add(FiguresSection.of(runs));
    sections.add(RawSection.of(runs));
    return sections;
  }
}
