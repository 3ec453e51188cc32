package dev.aria.trials.study;

import dev.aria.allocator.PairShares;
import dev.aria.core.allocation.RegionVector;
import dev.aria.emoji.demo.DemoSettings;
import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.emoji.problem.measurement.MeasuredValue;
import dev.aria.emoji.problem.measurement.StudentMeasures;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSetFile;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.trials.inprocess.TaggedCorpus;
import dev.aria.trials.study.data.MeasureRow;
import dev.aria.trials.study.data.StudyMeasure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the runs of one seed share: a split of the problem, its corpus tagged by a region map of its
 * own, and the points at which students are measured. Safe for several threads.
 *
 * @param problem the split
 * @param corpus its tagged corpus
 * @param pairShares pi': share of each region in the paired set
 * @param measures of students
 */
record StudySplit(
    EmojiProblem problem, TaggedCorpus corpus, RegionVector pairShares, StudentMeasures measures) {

  /**
   * Makes split and regions of {@code seed}.
   *
   * @param shipped the problem as it ships, which stays open as long as this is used
   */
  static StudySplit of(Study study, long seed, EmojiProblem shipped) {
    EmojiProblem problem = shipped.as(study.problem().in(study.purpose().split(seed)));
    return of(study, seed, problem, problem.corpus());
  }

  /** Of the prompts {@code texts} of {@code problem} alone. */
  static StudySplit of(Study study, long seed, EmojiProblem problem, List<String> texts) {
    TaggedCorpus corpus = TaggedCorpus.of(regionSettings(study, seed), problem.encoder(), texts);
    try (PairedSet pairs = PairedSetFile.open(problem.pairedSet())) {
      return new StudySplit(
          problem,
          corpus,
          PairShares.of(corpus.map(), pairs),
          StudentMeasures.prepare(problem, corpus.map()));
    }
  }

  /** Of no run: what the regions depend on is the same for all contenders of a seed. */
  private static RunSettings regionSettings(Study study, long seed) {
    Path nowhere = Path.of("");
    StudyContender any = study.contenders().get(0);
    Map<String, Object> settings =
        new TreeMap<>(
            new DemoSettings(nowhere, study.schedule().steps(), any.allocation(), seed, false)
                .of("regions", nowhere, nowhere, nowhere, nowhere));
    settings.putAll(any.settings());
    return Settings.load(
            settings.entrySet().stream()
                .map(setting -> "-D%s=%s".formatted(setting.getKey(), setting.getValue()))
                .toArray(String[]::new))
        .run();
  }

  /** What was measured of {@code run} after {@code step} steps, as rows. */
  List<MeasureRow> rows(StudyRun run, long step, long teacherPasses, List<MeasuredValue> values) {
    return values.stream()
        .map(
            value ->
                new MeasureRow(
                    run.key(),
                    Math.toIntExact(step),
                    teacherPasses,
                    StudyMeasure.of(value.measure()),
                    value.group().strip(),
                    value.value(),
                    value.prompts()))
        .toList();
  }
}
