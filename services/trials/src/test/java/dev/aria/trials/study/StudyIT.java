package dev.aria.trials.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.allocation.RegionVector;
import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.emoji.problem.measurement.MeasurementSize;
import dev.aria.operations.text.Narration;
import dev.aria.trials.study.data.FinishedRun;
import dev.aria.trials.study.data.MeasureRow;
import dev.aria.trials.study.data.RunKey;
import dev.aria.trials.study.data.RunRow;
import dev.aria.trials.study.data.StudyLog;
import dev.aria.trials.study.data.StudyMeasure;
import dev.aria.trials.study.data.WeightRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study of four steps on the first prompts of the built-in problem, with its real teacher. */
final class StudyIT {
  private static final int PROMPTS = 300;
  private static final Set<String> ALL = Set.of("rc", "aria", "frozen", "gap", "oracle");
  private static final MeasurementSize SIZE = new MeasurementSize(3, 2, 3, 2);
  private static final Set<Long> SEEDS = Set.of(1L);
  private static final Study STUDY =
      StudyFile.parse(
          "small",
          """
          title = "Does it work?"
          seeds = [1], steps = 4, curve-every = 2, oracle-every = 1
          statics = [gap]
          settings {
            aria.run { shards = 1, micro-batch = 16, regions { count = 4, sample = 200 }, paths.length = 4 }
            aria.run.allocation { warm-up-steps = 0, steps-per-tick = 1 }
          }
          contenders = [
            { name = rc, about = "Random Conditioning", paths = 0 }
            { name = aria, about = "steered", policy = aria }
            { name = frozen, about = "its mean", weights = "mean-of aria" }
            { name = gap, about = "static", weights = gap }
            { name = oracle, about = "bound", policy = aria, weights = oracle }
          ]
          """);

  @TempDir private Path folder;

  @Test
  void study_isTrainedOnceAndTheSameAgain() throws IOException {
    try (EmojiProblem problem = EmojiProblem.open(folder)) {
      StudyLog log = StudyLog.open(folder.resolve("results"));
      StudyExecution first = execution(problem, log);

      first.finish(first.pending(ALL, SEEDS), 2);

      assertThat(first.pending(ALL, SEEDS)).isEmpty();
      assertThat(log.data().runs()).hasSize(ALL.size()).allSatisfy(StudyIT::isWhole);
      assertThat(student(log, "aria")).isNotEqualTo(student(log, "rc"));
      assertThat(weights(log, "frozen", 2)).isEqualTo(mean(log));
      assertThat(rows(log, "gap")).extracting(WeightRow::step).containsOnly(1);
      assertThat(weights(log, "aria", 4)).isNotEqualTo(weights(log, "aria", 1));
      assertThat(weights(log, "oracle", 2)).isNotEqualTo(weights(log, "aria", 2));

      RunRow lost = dropLastRun();
      StudyLog later = StudyLog.open(folder.resolve("results"));
      StudyExecution second = execution(problem, later);
      List<StudyRun> pending = second.pending(ALL, SEEDS);
      second.finish(pending, 1);

      assertThat(pending).extracting(StudyRun::key).containsExactly(lost.run());
      assertThat(later.data().of(lost.run()).orElseThrow().run().studentSha256())
          .isEqualTo(lost.studentSha256());
    }
  }

  @Test
  void pending_meanOfWhatIsNotTrained_isRefused() {
    StudyExecution execution = execution(StudyLog.open(folder.resolve("results")));

    assertThatThrownBy(() -> execution.pending(Set.of("rc", "frozen"), SEEDS))
        .hasMessageContaining(
            "seed 1, frozen takes its weights from seed 1, aria, which is not trained");
    assertThat(execution.pending(Set.of("aria", "frozen"), SEEDS)).hasSize(2);
  }

  @Test
  void pending_settingThatNobodyKnows_isRefusedBeforeAnyRun() {
    Study misspelt =
        StudyFile.parse(
            "misspelt",
            """
            adaptive = odd, statics = []
            contenders = [
              { name = rc, about = "fine", paths = 0 }
              { name = odd, about = "misspelt", settings { aria.run.allocation.polizy = aria } }
            ]
            """);
    StudyTraining training = new StudyTraining(misspelt, folder, Clock.systemUTC());

    assertThatThrownBy(() -> misspelt.runs().forEach(training::settingsDigest))
        .hasMessageContaining("contender 'odd'")
        .hasMessageContaining("aria.run.allocation.policy");
  }

  @Test
  void pending_finishedRunOfOtherSettings_isRefused() throws IOException {
    Path results = folder.resolve("results");
    Files.createDirectories(results);
    Files.writeString(
        results.resolve("runs.tsv"),
        RunRow.HEADING + "\nrc\t1\t00000000\t4\t64\t64\tab\tcd\t1.0\n");
    Files.writeString(
        results.resolve("measures.tsv"),
        MeasureRow.HEADING + "\nrc\t1\t4\t64\tnoise-mse\tmacro\t0.5\t10\n");

    StudyExecution execution = execution(StudyLog.open(results));

    assertThatThrownBy(() -> execution.pending(ALL, SEEDS))
        .hasMessageContaining("rc at seed 1 was trained under other settings (digest 00000000");
  }

  private StudyExecution execution(StudyLog log) {
    return new StudyExecution(
        STUDY,
        seed -> {
          throw new IllegalStateException("no split is needed");
        },
        new StudyTraining(STUDY, folder, Clock.systemUTC()),
        log,
        silent());
  }

  private StudyExecution execution(EmojiProblem problem, StudyLog log) {
    return new StudyExecution(
        STUDY,
        seed -> split(seed, problem),
        new StudyTraining(STUDY, folder.resolve("files"), Clock.systemUTC()),
        log,
        silent());
  }

  private static StudySplit split(long seed, EmojiProblem problem) {
    EmojiProblem fresh = problem.as(STUDY.problem().in(seed));
    return StudySplit.of(STUDY, seed, fresh, fresh.corpus().subList(0, PROMPTS), SIZE);
  }

  private static Narration silent() {
    return new Narration(new PrintWriter(Writer.nullWriter()), Clock.systemUTC());
  }

  private static void isWhole(FinishedRun run) {
    assertThat(run.run().teacherPasses()).isGreaterThanOrEqualTo(4 * 16);
    assertThat(run.measures())
        .filteredOn(row -> row.measure() == StudyMeasure.NOISE_MSE && row.group().equals("macro"))
        .extracting(MeasureRow::step)
        .containsExactly(2, 4);
    assertThat(run.finals())
        .extracting(MeasureRow::measure)
        .contains(StudyMeasure.GUIDED_MSE, StudyMeasure.RETRIEVAL, StudyMeasure.TRAINING_LOSS);
    assertThat(run.weights()).extracting(WeightRow::step).contains(1);
  }

  private static String student(StudyLog log, String contender) {
    return log.data().of(new RunKey(contender, 1)).orElseThrow().run().studentSha256();
  }

  /**
   * The weights that held for a step: the last that were kept, since the same again have no row.
   */
  private static RegionVector weights(StudyLog log, String contender, int step) {
    List<WeightRow> rows = rows(log, contender);
    int since = rows.stream().mapToInt(WeightRow::step).filter(s -> s <= step).max().orElseThrow();
    return RegionVector.of(
        rows.stream().filter(row -> row.step() == since).map(WeightRow::weight).toList());
  }

  private static List<WeightRow> rows(StudyLog log, String contender) {
    return log.data().of(new RunKey(contender, 1)).orElseThrow().weights();
  }

  private static RegionVector mean(StudyLog log) {
    return AveragedWeights.of(rows(log, "aria"), 4);
  }

  /** As a process that ends before the last row of {@code runs.tsv} is written leaves it. */
  private RunRow dropLastRun() throws IOException {
    Path file = folder.resolve("results").resolve("runs.tsv");
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(0, lines.size() - 1));
    return RunRow.parse(lines.get(lines.size() - 1));
  }
}
