package dev.aria.trials.study;

import dev.aria.core.allocation.Allocation;
import dev.aria.core.allocation.AllocationPolicy;
import dev.aria.core.allocation.RegionVector;
import dev.aria.core.digest.Sha256;
import dev.aria.emoji.demo.DemoRun;
import dev.aria.emoji.demo.DemoSettings;
import dev.aria.emoji.problem.measurement.MeasuredValue;
import dev.aria.runtime.settings.Settings;
import dev.aria.trials.compare.SpentRun;
import dev.aria.trials.inprocess.InProcessRun;
import dev.aria.trials.study.data.FinishedRun;
import dev.aria.trials.study.data.MeasureRow;
import dev.aria.trials.study.data.RunRow;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Trains and measures the runs of a study. Safe for several threads, a run each. */
final class StudyTraining {
  private static final int DIGEST_CHARACTERS = 8;

  private final Study study;
  private final Path folder;
  private final Clock clock;

  /**
   * @param folder for the files of runs
   */
  StudyTraining(Study study, Path folder, Clock clock) {
    this.study = study;
    this.folder = folder;
    this.clock = clock;
  }

  /** Digest over everything that {@code run} is trained with, but its seed. */
  String settingsDigest(StudyRun run) {
    Path nowhere = Path.of("");
    Map<String, Object> settings =
        new TreeMap<>(demo(run.contender(), 0, nowhere).of("", nowhere, nowhere, nowhere, nowhere));
    settings.putAll(run.contender().settings());
    settings.put("student", DemoRun.studentShape(study.problem().fromScratch()));
    settings.put("problem", study.problem());
    settings.put("purpose", study.purpose());
    settings.put("weights", run.contender().rule());
    if (run.contender().rule() instanceof WeightRule.Oracle) {
      settings.put("oracle-every", study.schedule().oracleEvery());
    }
    StringBuilder lines = new StringBuilder();
    settings.forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
    return Sha256.of(lines.toString()).substring(0, DIGEST_CHARACTERS);
  }

  private DemoSettings demo(StudyContender contender, long seed, Path data) {
    return new DemoSettings(
        data,
        study.schedule().steps(),
        contender.allocation(),
        seed,
        study.problem().fromScratch());
  }

  /**
   * Trains and measures {@code run}.
   *
   * @param averaged weights of the contender that it takes them from, when its rule is such a one
   * @return all that was seen of it
   */
  FinishedRun train(StudyRun run, StudySplit split, RegionVector averaged) {
    Instant begun = clock.instant();
    DemoRun files = open(run, split);
    Settings settings = settings(files, run.contender());
    OracleDiscrepancy oracle = new OracleDiscrepancy();
    RunRecorder recorder =
        new RunRecorder(run, split, study.schedule(), files.trained(), settings.run(), oracle);
    InProcessRun.Outcome outcome =
        new InProcessRun(settings, split.corpus(), rule(run.contender(), split, averaged, oracle))
            .train(recorder);
    long steps = study.schedule().steps();
    List<MeasuredValue> last = new ArrayList<>(split.measures().of(files.trained()));
    last.add(new MeasuredValue("training-loss", "all", recorder.trainingLoss(), 0));
    List<MeasureRow> measures = new ArrayList<>(recorder.measures());
    measures.addAll(split.rows(run, steps, outcome.teacherPasses(), last));
    new SpentRun(files, demo(run.contender(), run.seed(), folder)).deleteFiles();
    return new FinishedRun(
        new RunRow(
            run.key(),
            settingsDigest(run),
            Math.toIntExact(steps),
            steps * settings.run().batch(),
            outcome.teacherPasses(),
            split.corpus().map().digest(),
            outcome.weightsSha256(),
            Duration.between(begun, clock.instant()).toSeconds()),
        measures,
        recorder.weights());
  }

  /** One at a time: the first makes files that all use. */
  private synchronized DemoRun open(StudyRun run, StudySplit split) {
    String name = "%s-%d-%s".formatted(run.contender().name(), run.seed(), settingsDigest(run));
    return DemoRun.open(
        name, demo(run.contender(), run.seed(), folder), split.problem(), run.seed());
  }

  private static Settings settings(DemoRun files, StudyContender contender) {
    Stream<String> own =
        contender.settings().entrySet().stream()
            .map(setting -> "-D%s=%s".formatted(setting.getKey(), setting.getValue()));
    return Settings.load(
        Stream.concat(Stream.of("--config", files.files().settings().toString()), own)
            .toArray(String[]::new));
  }

  private static UnaryOperator<AllocationPolicy> rule(
      StudyContender contender, StudySplit split, RegionVector averaged, OracleDiscrepancy oracle) {
    if (contender.rule() instanceof WeightRule.Gap) {
      return rule -> fixed(GapShares.of(base(split), split.pairShares()));
    } else if (contender.rule() instanceof WeightRule.MeanOf) {
      return rule -> fixed(averaged);
    } else if (contender.rule() instanceof WeightRule.Oracle) {
      return oracle::feeding;
    }
    return UnaryOperator.identity();
  }

  private static RegionVector base(StudySplit split) {
    return RegionVector.of(split.corpus().map().shares());
  }

  private static AllocationPolicy fixed(RegionVector weights) {
    return input -> new Allocation(weights, 1, 0);
  }
}
