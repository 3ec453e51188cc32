package dev.aria.trials.study;

import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.operations.text.Narration;
import dev.aria.trials.study.data.StudyLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** Trains the runs of studies. What is finished is not trained again. */
public final class Studies {
  private final Path data;
  private final Path results;
  private final int parallel;
  private final Narration narration;
  private final Clock clock;

  /**
   * @param data folder for the problem's files and for students
   * @param results folder for the raw data and the reports, a folder a study
   * @param parallel runs at a time, at least 1
   */
  public Studies(Path data, Path results, int parallel, Narration narration, Clock clock) {
    if (parallel < 1) {
      throw new IllegalArgumentException("parallel is %d, must be at least 1".formatted(parallel));
    }
    this.data = data;
    this.results = results;
    this.parallel = parallel;
    this.narration = narration;
    this.clock = clock;
  }

  /**
   * Trains what is missing of {@code study}, and writes its reports.
   *
   * @param contenders names of those to train; all when there is none
   * @throws IllegalArgumentException when the study has no such contender, or a finished run was
   *     trained under other settings
   */
  public void run(Study study, List<String> contenders) {
    StudyRecord record = new StudyRecord(study, results);
    StudyLog finished = StudyLog.open(record.folder());
    StudyTraining training =
        new StudyTraining(study, data.resolve("studies").resolve(study.name()), clock);
    try (EmojiProblem problem = EmojiProblem.open(data)) {
      StudyExecution runs =
          new StudyExecution(
              study, seed -> StudySplit.of(study, seed, problem), training, finished, narration);
      List<StudyRun> pending = runs.pending(study.chosen(contenders));
      narration.say(
          "study '%s': %d runs, %d of them to be trained now"
              .formatted(study.name(), study.runs().size(), pending.size()));
      if (!pending.isEmpty()) {
        record.begin(LocalDate.now(clock));
      }
      runs.finish(pending, parallel);
    }
    record.writeReports(narration);
  }
}
