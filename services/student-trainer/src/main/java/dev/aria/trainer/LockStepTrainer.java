package dev.aria.trainer;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.ProbeSet;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.TargetBatch;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.training.ShardSpan;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.SampleInputs;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.trainer.probes.ProbeScores;
import dev.aria.trainer.report.ReportWriter;
import dev.aria.trainer.student.Student;
import dev.aria.trainer.student.StudentFactory;
import dev.aria.trainer.targets.GlobalStep;
import dev.aria.trainer.targets.PreparedStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The student of a run for a caller in the same process: the targets of a step in, its reports out.
 * The same targets give the same weights, bit for bit, as those of a trainer that reads the log. No
 * checkpoint is written. For one thread, which opens, uses and closes it.
 */
public final class LockStepTrainer implements AutoCloseable {
  private final Path output;
  private final Student student;
  private final StepLearner learner;
  private final ProbeScores probes;
  private final ShardSpan all;

  private LockStepTrainer(Settings settings, ModelDescriptor teacher, PairedSet pairs) {
    RunSettings run = settings.run();
    StudentTrainerSettings own = SettingsReading.of(settings.config());
    NoiseSchedule schedule = teacher.diffusion().schedule().schedule();
    StudentFactory factory = new StudentFactory(own.plan(own.devices().get(0)), run, teacher);
    this.output = own.output();
    this.student = Student.of(own.student(), factory.create(), own.lossSpace());
    this.probes = new ProbeScores(run.probes().everySteps(), run.shards(), schedule);
    this.learner =
        new StepLearner(
            student,
            new ReportWriter(own.student(), own.lead(), schedule.fractions()),
            probes,
            new SampleInputs(pairs, schedule, teacher.nullCondition().toFloats()));
    this.all = new ShardSpan(0, run.shards());
  }

  /**
   * A new student, made and taught as the section {@code aria.student-trainer} says, on the first
   * of its devices.
   *
   * @param pairs the run's paired set; its owner closes it
   */
  public static LockStepTrainer open(Settings settings, PairedSet pairs) {
    ModelDescriptor teacher = StudentTrainerMain.descriptor(settings.run().teacher());
    return new LockStepTrainer(settings, teacher, pairs);
  }

  /** Scores {@code set} along with the steps. */
  public void add(ProbeSet set) {
    probes.add(set);
  }

  /**
   * Learns one step.
   *
   * @param targets of the step, one batch a shard, by shard
   * @return one report a shard, by shard; what they say is of the weights before the step
   * @throws IllegalArgumentException when the batches are not those of one step
   * @throws dev.aria.trainer.student.NotFinite when a discrepancy is not
   */
  public List<StepReport> learn(List<TargetBatch> targets) {
    long step = step(targets);
    List<StepReport> reports =
        learner.learn(new PreparedStep(new GlobalStep(step, targets, List.of()), Map.of()), all);
    student.update(List.of(all));
    return reports;
  }

  private long step(List<TargetBatch> targets) {
    if (targets.size() != all.count()) {
      throw new IllegalArgumentException(
          "a step has targets of %d shards, got %d".formatted(all.count(), targets.size()));
    }
    long step = targets.get(0).draws().step();
    for (int shard = 0; shard < targets.size(); shard++) {
      DrawBatch draws = targets.get(shard).draws();
      if (draws.shard() != shard || draws.step() != step) {
        throw new IllegalArgumentException(
            "target of step %d, shard %d in the place of step %d, shard %d"
                .formatted(draws.step(), draws.shard(), step, shard));
      }
    }
    return step;
  }

  /** Lower-case hexadecimal SHA-256 over the bytes of the weights, as checkpoints announce it. */
  public String weightsSha256() {
    return student.snapshot(Map.of()).weightsSha256();
  }

  /**
   * Writes the student's files into {@code aria.student-trainer.output}, as the end of a run does.
   */
  public void export() {
    try {
      Files.createDirectories(output);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the output folder " + output, e);
    }
    student.export(output);
  }

  @Override
  public void close() {
    student.close();
  }
}
