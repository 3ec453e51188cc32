package dev.aria.trials.study;

import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.operations.text.Narration;
import dev.aria.trials.study.data.StudyLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Trains the runs of studies. What is finished is not trained again. */
public final class Studies {
  private static final List<String> VARIABLES =
      List.of("ARIA_RUN_", "ARIA_STUDENT_TRAINER_", "ARIA_TEACHER_POOL_", "ARIA_PROMPT_STREAMER_");

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
   * @param seeds seeds to train; all when there is none
   * @throws IllegalArgumentException when the study has no such contender or seed, or a finished
   *     run was trained under other settings
   */
  public void run(Study study, List<String> contenders, List<Long> seeds) {
    refuseVariables(System.getenv().keySet());
    StudyRecord record = new StudyRecord(study, results);
    StudyTraining training =
        new StudyTraining(study, data.resolve("studies").resolve(study.name()), clock);
    try (EmojiProblem problem = EmojiProblem.open(data)) {
      StudyLog finished = StudyLog.open(record.folder());
      StudyExecution runs =
          new StudyExecution(
              study, seed -> StudySplit.of(study, seed, problem), training, finished, narration);
      List<StudyRun> pending = runs.pending(study.chosen(contenders), study.chosenSeeds(seeds));
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

  /** A variable wins over every contender's own setting, so all of them would be trained alike. */
  static void refuseVariables(Set<String> variables) {
    for (String variable : variables) {
      if (VARIABLES.stream().anyMatch(variable::startsWith)) {
        throw new IllegalArgumentException(
            "environment variable %s would change all contenders; unset it, and put the setting into the study's file"
                .formatted(variable));
      }
    }
  }
}
