package dev.aria.trials.study.report;

import static dev.aria.trials.study.data.MadeUpRuns.macro;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.trials.study.data.FinishedRun;
import dev.aria.trials.study.data.StudyData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StudyReportTest {
  private static final StudyFacts FACTS = SampleStudy.facts(StudyFacts.CONFIRMATION);

  @Test
  void markdown_sample_hasATableForEachQuestion() {
    String report = new StudyReport(FACTS, SampleStudy.data(), SampleStudy.aims()).markdown();

    assertThat(report)
        .startsWith("# Emoji: does steering \\<help> & where?")
        .contains("## Aims", "## Final measures", "## Change against the baseline rc")
        .contains("## Change from the static rules to aria", "## Teacher passes to the same")
        .contains(
            "In short, from rc to aria, ", " of as many samples each, with 95 % intervals: macro ")
        .contains("favours the static rule", "Student's t with n - 1 degrees", "3 of 3")
        .doesNotContain("## Figures", "## Every run", "NaN", "null");
    assertThat(report.lines().filter(line -> line.startsWith("| aria "))).hasSize(5);
  }

  @Test
  void render_sameRunsInAnyOrder_isTheSameBytes() {
    List<FinishedRun> shuffled = new ArrayList<>(SampleStudy.data().runs());
    Collections.shuffle(shuffled, new Random(7));

    StudyReport report = new StudyReport(FACTS, SampleStudy.data(), SampleStudy.aims());
    StudyReport again = new StudyReport(FACTS, new StudyData(shuffled), SampleStudy.aims());

    assertThat(again.markdown()).isEqualTo(report.markdown());
    assertThat(StudyPage.of("t", List.of(again))).isEqualTo(StudyPage.of("t", List.of(report)));
  }

  @Test
  void markdown_hundredPercentByHand_standsInItsCells() {
    String report = report(macro("rc", 1, 0.5), macro("aria", 1, 0.25)).markdown();

    assertThat(report).containsPattern("\\| rc +\\| 1 +\\| 0\\.5000 +\\| – ");
    assertThat(report).containsPattern("\\| aria +\\| -50\\.00 % +\\| – ");
    assertThat(report).doesNotContain("## Change from the static rules", "## Aims");
  }

  @Test
  void markdown_nothingFinished_saysSo() {
    assertThat(report().markdown()).contains("No run is finished yet.").doesNotContain("## Final");
  }

  @Test
  void markdown_seedsThatDiffer_saysSo() {
    assertThat(report(macro("rc", 1, 1), macro("aria", 2, 1)).markdown())
        .contains("have not finished the same seeds");
  }

  @Test
  void markdown_purpose_isSaid() {
    assertThat(report().markdown()).contains("no tuning study has splits of these");
    assertThat(
            new StudyReport(SampleStudy.facts("tuning"), SampleStudy.data(), List.of()).markdown())
        .contains("flatter what was chosen");
  }

  @Test
  void page_anyPartOfTheRuns_isRendered() {
    List<FinishedRun> runs = SampleStudy.data().runs();
    for (int size = 0; size <= runs.size(); size++) {
      StudyReport report =
          new StudyReport(FACTS, new StudyData(runs.subList(0, size)), SampleStudy.aims());

      assertThat(StudyPage.of("t", List.of(report))).endsWith("</html>\n").doesNotContain("NaN");
      assertThat(report.markdown()).doesNotContain("NaN");
    }
  }

  private static StudyReport report(FinishedRun... runs) {
    return new StudyReport(SmallStudy.facts(), new StudyData(List.of(runs)), List.of());
  }
}
