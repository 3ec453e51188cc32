package dev.aria.trials.study;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import dev.aria.core.allocation.Allocation;
import dev.aria.core.allocation.AllocationPolicy;
import dev.aria.core.allocation.RegionVector;
import dev.aria.core.digest.Sha256;
import dev.aria.emoji.demo.DemoRun;
import dev.aria.emoji.demo.DemoSettings;
import dev.aria.emoji.problem.EmojiStudent;
import dev.aria.emoji.problem.measurement.MeasuredValue;
import dev.aria.models.model.ModelFiles;
import dev.aria.operations.run.RunFiles;
import dev.aria.runtime.settings.Settings;
import dev.aria.trials.inprocess.InProcessRun;
import dev.aria.trials.runs.FolderRemoval;
import dev.aria.trials.study.data.FinishedRun;
import dev.aria.trials.study.data.MeasureRow;
import dev.aria.trials.study.data.RunRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Trains and measures the runs of a study. Safe for several threads, a run each. */
final class StudyTraining {
  private static final int DIGEST_CHARACTERS = 8;
  private static final String TRAINER = "aria.student-trainer";

  /** Settings younger than the studies, with the value that leaves runs as they were. */
  private static final Map<String, String> LATER =
      Map.of(TRAINER + ".loss-space", "teacher", "aria.run.experts", "");

  private final Study study;
  private final StudySettings settings;
  private final Path folder;
  private final Clock clock;

  /**
   * @param folder for the files of runs
   */
  StudyTraining(Study study, Path folder, Clock clock) {
    this.study = study;
    this.settings = new StudySettings(study);
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Digest over everything that {@code run} is trained with, but its seed.
   *
   * @throws IllegalArgumentException when its settings cannot be; the message names the contender
   */
  String settingsDigest(StudyRun run) {
    Config resolved = withoutLater(settings.ofNoRun(run.contender(), 0).config());
    List<Object> parts =
        new ArrayList<>(
            List.of(
                resolved.getConfig("aria.run").root().render(ConfigRenderOptions.concise()),
                resolved.getConfig(TRAINER).root().render(ConfigRenderOptions.concise()),
                EmojiStudent.shape(study.problem().fromScratch()),
                study.problem(),
                study.purpose(),
                run.contender().rule()));
    if (run.contender().rule() instanceof WeightRule.Oracle) {
      parts.add(study.schedule().oracleEvery());
    }
    study.source(run).map(this::settingsDigest).ifPresent(parts::add);
    return Sha256.of(parts.toString()).substring(0, DIGEST_CHARACTERS);
  }

  /** Settings that came later count only where they change something: earlier runs stand. */
  private static Config withoutLater(Config resolved) {
    Config earlier = resolved;
    for (Map.Entry<String, String> later : LATER.entrySet()) {
      if (resolved.getString(later.getKey()).equals(later.getValue())) {
        earlier = earlier.withoutPath(later.getKey());
      }
    }
    return earlier;
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
    Settings own = settings.of(files, run.contender());
    OracleDiscrepancy oracle = new OracleDiscrepancy();
    RunRecorder recorder =
        new RunRecorder(run, split, study.schedule(), files.trained(), own.run(), oracle);
    InProcessRun.Outcome outcome =
        new InProcessRun(own, split.corpus(), rule(run.contender(), split, averaged, oracle))
            .train(recorder);
    long steps = study.schedule().steps();
    List<MeasuredValue> last = new ArrayList<>(split.measures().of(files.trained()));
    last.add(new MeasuredValue("training-loss", "all", recorder.trainingLoss(), 0));
    List<MeasureRow> measures = new ArrayList<>(recorder.measures());
    measures.addAll(split.rows(run, steps, outcome.teacherPasses(), last));
    return new FinishedRun(
        new RunRow(
            run.key(),
            settingsDigest(run),
            Math.toIntExact(steps),
            steps * own.run().batch(),
            outcome.teacherPasses(),
            split.regions().digest(),
            outcome.weightsSha256(),
            Duration.between(begun, clock.instant()).toSeconds()),
        measures,
        recorder.weights());
  }

  /** One at a time: the first makes files that all use. What an earlier one left is deleted. */
  private synchronized DemoRun open(StudyRun run, StudySplit split) {
    DemoSettings demo = settings.demo(run.contender(), run.seed(), folder);
    FolderRemoval.remove(FolderRemoval.below(files(run)));
    return DemoRun.open(name(run), demo, split.problem(), run.seed());
  }

  /** Keeps the student of a run that is written down, and deletes what else it has left. */
  void clear(StudyRun run) {
    RunFiles files = RunFiles.of(folder, name(run));
    Path student = files.student(DemoSettings.STUDENT).resolve(DemoSettings.STUDENT + ".pt");
    Path kept = folder.resolve("students").resolve(name(run) + ".pt");
    try {
      Files.createDirectories(folder.resolve("students"));
      Files.move(student, kept, StandardCopyOption.REPLACE_EXISTING);
      Files.move(
          ModelFiles.descriptorOf(student),
          ModelFiles.descriptorOf(kept),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot keep " + student, failure);
    }
    FolderRemoval.remove(FolderRemoval.below(files.folder()));
  }

  private Path files(StudyRun run) {
    return RunFiles.of(folder, name(run)).folder();
  }

  private String name(StudyRun run) {
    return "%s-%d-%s".formatted(run.contender().name(), run.seed(), settingsDigest(run));
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
    return RegionVector.of(split.regions().shares());
  }

  private static AllocationPolicy fixed(RegionVector weights) {
    return input -> new Allocation(weights, 1, 0);
  }
}
