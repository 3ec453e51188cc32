package dev.aria.trials.study.data;

import static dev.aria.trials.study.data.MadeUpRuns.last;
import static dev.aria.trials.study.data.MadeUpRuns.macro;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StudyLogTest {
  private static final RunKey ARIA = new RunKey("aria", 1);

  @TempDir private Path folder;

  @Test
  void open_newStudy_hasNoRunAndThreeHeadings() throws Exception {
    StudyLog log = StudyLog.open(folder.resolve("some").resolve("study"));

    assertThat(log.data().runs()).isEmpty();
    Path study = folder.resolve("some").resolve("study");
    assertThat(study.resolve("runs.tsv")).hasContent(RunRow.HEADING);
    assertThat(study.resolve("measures.tsv")).hasContent(MeasureRow.HEADING);
    assertThat(study.resolve("weights.tsv")).hasContent(WeightRow.HEADING);
  }

  @Test
  void read_noFiles_isNoRun() {
    assertThat(StudyData.read(folder).runs()).isEmpty();
  }

  @Test
  void read_whatWasAdded_isTheSame() {
    StudyLog log = StudyLog.open(folder);
    log.add(weighted(ARIA));
    StudyLog.open(folder).add(macro("rc", 1, 1 / 3.0));

    StudyData data = StudyData.read(folder);

    assertThat(data.runs()).containsExactly(weighted(ARIA), macro("rc", 1, 1 / 3.0));
    assertThat(data.of(ARIA)).contains(weighted(ARIA));
    assertThat(data.seeds("rc")).containsExactly(1L);
    assertThat(StudyLog.open(folder).data()).isEqualTo(data);
  }

  /** Whatever byte the process dies at: the run is there whole or not at all. */
  @Test
  void open_runCutShortAtAnyByte_isAsIfItHadNeverBeen() throws Exception {
    StudyLog log = StudyLog.open(folder);
    log.add(macro("rc", 1, 0.5));
    List<String> before = contents();
    log.add(weighted(ARIA));
    List<String> after = contents();

    for (int file = 0; file < after.size(); file++) {
      for (int end = before.get(file).length(); end < after.get(file).length(); end++) {
        for (int other = 0; other < after.size(); other++) {
          Files.writeString(path(other), other < file ? after.get(other) : before.get(other));
        }
        Files.writeString(path(file), after.get(file).substring(0, end));

        assertThat(StudyData.read(folder).runs()).containsExactly(macro("rc", 1, 0.5));
        StudyLog.open(folder).add(weighted(ARIA));
        assertThat(contents()).isEqualTo(after);
      }
    }
  }

  @Test
  void add_runThatIsThere_isRefusedAndChangesNothing() throws Exception {
    StudyLog log = StudyLog.open(folder);
    log.add(macro("rc", 1, 0.5));
    List<String> before = contents();

    assertThatThrownBy(() -> log.add(macro("rc", 1, 0.4))).hasMessageContaining("two outcomes");
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void add_otherRegions_isRefused() {
    StudyLog log = StudyLog.open(folder);
    log.add(macro("rc", 1, 0.5));
    RunRow row = new RunRow(ARIA, "0123abcd", 100, 1, 1, "beef", "ab", 1);
    FinishedRun other =
        new FinishedRun(row, List.of(last(row, StudyMeasure.NOISE_MSE, "macro", 0.5)), List.of());

    assertThatThrownBy(() -> log.add(other))
        .hasMessageContaining("seed 1 were measured over different region maps [beef, f92cfdc5]");
  }

  @Test
  void read_brokenLine_namesFileLineAndValue() throws Exception {
    StudyLog.open(folder).add(weighted(ARIA));
    Path file = folder.resolve("measures.tsv");
    Files.writeString(
        file, "aria\t1\t0\t0\tnoise-mse\tmacro\tmuch\t9\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> StudyData.read(folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("line 3 of " + file)
        .hasMessageContaining("value is 'much'");
  }

  @Test
  void read_otherHeading_namesBoth() throws Exception {
    Files.writeString(folder.resolve("runs.tsv"), "policy\tseed\n");

    assertThatThrownBy(() -> StudyData.read(folder))
        .hasMessageContaining("runs.tsv is 'policy seed', must be the heading 'contender seed");
  }

  @Test
  void read_runWithoutItsMeasures_isRefused() throws Exception {
    StudyLog.open(folder).add(macro("rc", 1, 0.5));
    Files.delete(folder.resolve("measures.tsv"));

    assertThatThrownBy(() -> StudyData.read(folder))
        .hasMessageContaining("runs.tsv and the files beside it do not fit together")
        .hasMessageContaining("rc at seed 1 has no measure at its last step 100");
  }

  @Test
  void finishedRun_measureTwice_isRefused() {
    RunRow row = MadeUpRuns.row(ARIA, 1);
    MeasureRow once = last(row, StudyMeasure.NOISE_MSE, "macro", 0.5);
    MeasureRow again = last(row, StudyMeasure.NOISE_MSE, "macro", 0.6);

    assertThatThrownBy(() -> new FinishedRun(row, List.of(once, again), List.of()))
        .hasMessageContaining("twice");
  }

  @Test
  void finishedRun_rowOfAnotherRun_isRefused() {
    FinishedRun rc = macro("rc", 1, 0.5);

    assertThatThrownBy(() -> new FinishedRun(MadeUpRuns.row(ARIA, 1), rc.measures(), List.of()))
        .hasMessageContaining("run of aria at seed 1 has a row of rc at seed 1");
  }

  private static FinishedRun weighted(RunKey run) {
    FinishedRun plain = macro(run.contender(), run.seed(), 0.25);
    WeightRow weight = new WeightRow(run, 0, 3, "food & drink", 0.2, 0.1, 0.3, 1.5);
    return new FinishedRun(plain.run(), plain.measures(), List.of(weight));
  }

  private List<String> contents() throws Exception {
    return List.of(Files.readString(path(0)), Files.readString(path(1)), Files.readString(path(2)));
  }

  /** In the order in which they are written. */
  private Path path(int file) {
    return folder.resolve(List.of("measures.tsv", "weights.tsv", "runs.tsv").get(file));
  }
}
