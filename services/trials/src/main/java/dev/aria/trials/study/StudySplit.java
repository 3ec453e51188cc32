package dev.aria.trials.study;

import dev.aria.allocator.PairShares;
import dev.aria.core.allocation.RegionVector;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.emoji.problem.measurement.MeasuredValue;
import dev.aria.emoji.problem.measurement.MeasurementSize;
import dev.aria.emoji.problem.measurement.StudentMeasures;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSets;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.trials.inprocess.TaggedCorpus;
import dev.aria.trials.study.data.MeasureRow;
import dev.aria.trials.study.data.StudyMeasure;
import java.util.List;

/**
 * What the runs of one seed share: a split of the problem, its corpus tagged by a region map of its
 * own, and the points at which students are measured. Safe for several threads.
 *
 * @param problem the split
 * @param corpus its tagged corpus
 * @param regions the same map as that of the corpus, its names as raw data has them
 * @param pairShares pi': share of each region in the paired set
 * @param measures of students
 */
record StudySplit(
    EmojiProblem problem,
    TaggedCorpus corpus,
    RegionMapRecord regions,
    RegionVector pairShares,
    StudentMeasures measures) {

  /**
   * Makes split and regions of {@code seed}.
   *
   * @param shipped the problem as it ships, which stays open as long as this is used
   */
  static StudySplit of(Study study, long seed, EmojiProblem shipped) {
    EmojiProblem problem = shipped.as(study.problem().in(study.purpose().split(seed)));
    return of(study, seed, problem, problem.corpus(), MeasurementSize.FULL);
  }

  /** Of the prompts {@code texts} of {@code problem} alone, measured as {@code size} says. */
  static StudySplit of(
      Study study, long seed, EmojiProblem problem, List<String> texts, MeasurementSize size) {
    // what the regions depend on is the same for all contenders of a seed
    RunSettings regions = new StudySettings(study).ofNoRun(study.contenders().get(0), seed).run();
    TaggedCorpus corpus = TaggedCorpus.of(regions, problem.encoder(), texts);
    RegionMapRecord named = named(corpus.map());
    try (PairedSet pairs = PairedSets.open(problem.pairedSet())) {
      return new StudySplit(
          problem,
          corpus,
          named,
          PairShares.of(named, pairs),
          StudentMeasures.prepare(problem, named, size));
    }
  }

  /** Names are cut from prompts, and may end with a blank, which tables do not keep. */
  private static RegionMapRecord named(RegionMapRecord map) {
    return new RegionMapRecord(
        map.corpus(),
        map.digest(),
        map.encoderDigest(),
        map.centroids(),
        map.names().stream().map(String::strip).toList(),
        map.shares(),
        map.groups());
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
                    value.group(),
                    value.value(),
                    value.prompts()))
        .toList();
  }
}
