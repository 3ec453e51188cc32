package dev.aria.trials.study;

import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.StepReport;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.trials.inprocess.InProcessRun;
import dev.aria.trials.runs.TrainingLoss;
import dev.aria.trials.study.data.MeasureRow;
import dev.aria.trials.study.data.WeightRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a run of a study shows as it goes: its learning curve, its weights, its loss. */
final class RunRecorder implements InProcessRun.Listener {
  private final StudyRun run;
  private final StudySplit split;
  private final Study.Schedule schedule;
  private final Path student;
  private final RunSettings settings;
  private final OracleDiscrepancy oracle;
  private final TrainingLoss loss;
  private final List<MeasureRow> measures = new ArrayList<>();
  private final List<WeightRow> weights = new ArrayList<>();
  private List<Double> held = List.of();
  private long step;

  /**
   * @param student where the run's student is exported to
   * @param oracle told of the held-out discrepancies, when the run has one
   */
  RunRecorder(
      StudyRun run,
      StudySplit split,
      Study.Schedule schedule,
      Path student,
      RunSettings settings,
      OracleDiscrepancy oracle) {
    this.run = run;
    this.split = split;
    this.schedule = schedule;
    this.student = student;
    this.settings = settings;
    this.oracle = oracle;
    this.loss = new TrainingLoss(settings.steps());
  }

  @Override
  public void reported(StepReport report) {
    step = report.step();
    loss.add(report);
  }

  /** Weights hold until others come, so the same again need no rows. */
  @Override
  public void published(SamplingWeights published) {
    List<Double> now =
        published.regions().stream().map(settings.allocation().scope()::weight).toList();
    if (now.equals(held)) {
      return;
    }
    held = now;
    for (int region = 0; region < published.regions().size(); region++) {
      RegionWeight weight = published.regions().get(region);
      weights.add(
          new WeightRow(
              run.key(),
              Math.toIntExact(step + 1),
              region,
              split.regions().names().get(region),
              split.regions().shares().get(region),
              split.pairShares().get(region),
              now.get(region),
              weight.ratio()));
    }
  }

  @Override
  public void learned(long learned, long teacherPasses, InProcessRun.Snapshot snapshot) {
    long done = learned + 1;
    boolean curve = done % schedule.curveEvery() == 0 && done < schedule.steps();
    boolean look =
        run.contender().rule() instanceof WeightRule.Oracle && done % schedule.oracleEvery() == 0;
    if (curve || look) {
      snapshot.export();
    }
    if (curve) {
      measures.addAll(split.rows(run, done, teacherPasses, split.measures().quick(student)));
    }
    if (look) {
      oracle.saw(split.measures().regionDiscrepancies(student));
    }
  }

  /** Mean loss at the run's own draws over its last tenth. */
  double trainingLoss() {
    return loss.mean();
  }

  /** The learning curve so far. */
  List<MeasureRow> measures() {
    return List.copyOf(measures);
  }

  /** Every set of weights so far. */
  List<WeightRow> weights() {
    return List.copyOf(weights);
  }
}
