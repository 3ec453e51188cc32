package dev.aria.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.allocation.Objective;
import dev.aria.core.allocation.Scope;
import dev.aria.core.conditioning.Branch;
import dev.aria.core.discrepancy.Signal;
import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.PolicyConstants;
import dev.aria.core.record.PromptCoordinate;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.record.WeightsVersion;
import dev.aria.core.region.RegionSource;
import dev.aria.core.tensor.Tensor;
import dev.aria.runtime.settings.RunSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Logs of a run of 3 steps over 2 shards of 2 draws, all well until a test spoils them. */
final class HandMadeRun {
  static final long STEPS = 3;
  static final int SHARDS = 2;
  static final int MICRO_BATCH = 2;
  static final String STUDENT = "student";
  private static final String RUN = "by-hand";
  private static final String DIGEST = "0123456789abcdef";

  /** A target and the partition it lies in. */
  record Placed(int partition, TargetBatch target) {}

  final List<DrawBatch> draws = new ArrayList<>();
  final List<Placed> targets = new ArrayList<>();
  final List<StepReport> reports = new ArrayList<>();
  final List<ControlRecord> control = new ArrayList<>();
  final List<CheckpointPublished> checkpoints = new ArrayList<>();
  Beginnings beginnings = Beginnings.whole();
  PromptTeachers named = PromptTeachers.UNKNOWN;

  HandMadeRun() {
    for (long step = 0; step < STEPS; step++) {
      for (int shard = 0; shard < SHARDS; shard++) {
        DrawBatch batch = draw(step, shard, 0);
        draws.add(batch);
        targets.add(new Placed(shard, target(batch, 0.5f)));
        reports.add(report(step, shard, STUDENT, 0.25));
      }
    }
    control.add(weights(1, 1));
    control.add(weights(1, 2));
    control.add(weights(3, 3));
    checkpoints.add(checkpoint(STUDENT, 1, "aa"));
    checkpoints.add(checkpoint(STUDENT, STEPS, "bb"));
  }

  AuditResult audited() {
    LogAudit audit = new LogAudit(settings(), STUDENT, beginnings, Optional.empty(), named);
    draws.forEach(batch -> audit.draw(batch.shard(), batch));
    targets.forEach(placed -> audit.target(placed.partition(), placed.target()));
    reports.forEach(report -> audit.report(report.shard(), report));
    control.forEach(audit::control);
    checkpoints.forEach(audit::checkpoint);
    return audit.result();
  }

  /** The audit finds {@code check} broken, in words with {@code detail}, and nothing else. */
  void assertFound(Check check, String detail) {
    assertThat(audited().violations())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.check()).isEqualTo(check);
              assertThat(violation.detail()).contains(detail);
            });
  }

  /** The draws of a cell, their ordinals moved by {@code shift}. */
  static DrawBatch draw(long step, int shard, long shift) {
    return draw(step, shard, shift, WeightsVersion.INITIAL);
  }

  /** Draws every cell of {@code step} anew, under {@code version}, and answers it so. */
  void drawUnder(long step, WeightsVersion version) {
    for (int shard = 0; shard < SHARDS; shard++) {
      DrawBatch batch = draw(step, shard, 0, version);
      int place = (int) step * SHARDS + shard;
      draws.set(place, batch);
      targets.set(place, new Placed(shard, target(batch, 0.5f)));
    }
  }

  static DrawBatch draw(long step, int shard, long shift, WeightsVersion version) {
    long first = (step * SHARDS + shard) * MICRO_BATCH + shift;
    return new DrawBatch(
        RUN,
        0,
        DIGEST,
        DIGEST,
        step,
        shard,
        version,
        List.of(single(first), single(first + 1)),
        Tensor.of(new float[0], 0, 3));
  }

  private static Draw single(long ordinal) {
    return new Draw(
        ordinal,
        Branch.NULL,
        Draw.NO_REGION,
        Optional.empty(),
        Draw.NO_CONDITION,
        1,
        10,
        99,
        Draw.NO_POSITION,
        0,
        0,
        1);
  }

  /** The draws of a cell for other teachers than those of the run. */
  static DrawBatch drawFor(String teachersDigest, long step, int shard) {
    DrawBatch batch = draw(step, shard, 0);
    return new DrawBatch(
        batch.run(),
        batch.lineage(),
        batch.regionMapDigest(),
        batch.pairedSetDigest(),
        step,
        shard,
        batch.weights(),
        batch.draws(),
        batch.conditions(),
        teachersDigest);
  }

  /** The draws of a cell, the first of them of a prompt of the corpus. */
  static DrawBatch drawOfAPrompt(long step, int shard) {
    DrawBatch batch = draw(step, shard, 0);
    Draw second = batch.draws().get(1);
    Draw first =
        new Draw(
            second.ordinal() - 1,
            Branch.SWAPPED,
            0,
            Optional.of(new PromptCoordinate(0, 7, 3, 99)),
            0,
            1,
            10,
            99,
            Draw.NO_POSITION,
            1,
            1,
            1);
    return new DrawBatch(
        batch.run(),
        batch.lineage(),
        batch.regionMapDigest(),
        batch.pairedSetDigest(),
        step,
        shard,
        batch.weights(),
        List.of(first, second),
        Tensor.of(new float[3], 1, 3));
  }

  static TargetBatch answeredBy(String teacherDigest, DrawBatch batch) {
    TargetBatch usual = target(batch, 0.5f);
    return new TargetBatch(batch, usual.outputs(), usual.pathStates(), teacherDigest, 1);
  }

  static TargetBatch target(DrawBatch batch, float noise) {
    Tensor rows = Tensor.of(new float[] {noise, 1}, MICRO_BATCH, 1);
    return new TargetBatch(batch, rows, rows.withoutRows(), DIGEST, 1);
  }

  static StepReport report(long step, int shard, String student, double loss) {
    return new StepReport(
        RUN,
        student,
        true,
        0,
        DIGEST,
        step,
        shard,
        WeightsVersion.INITIAL,
        loss,
        List.of(),
        List.of());
  }

  static SamplingWeights weights(long term, long number) {
    RegionWeight all = new RegionWeight(1, 1, 1, 1, 1, 1);
    return new SamplingWeights(
        RUN,
        new WeightsVersion(term, number),
        0,
        DIGEST,
        "aria",
        PolicyConstants.DEFAULTS,
        0,
        1,
        List.of(all));
  }

  static RunCommand order(RunCommand.Kind kind) {
    return new RunCommand(RUN, kind, "somebody");
  }

  static CheckpointPublished checkpoint(String student, long step, String weights) {
    return new CheckpointPublished(
        RUN,
        student,
        step,
        "/somewhere",
        "f11e",
        weights,
        List.of(step, step),
        WeightsVersion.INITIAL,
        step == STEPS,
        true);
  }

  private static RunSettings settings() {
    return new RunSettings(
        RUN,
        "corpus",
        1,
        0,
        STEPS,
        SHARDS,
        MICRO_BATCH,
        4,
        16,
        0,
        Path.of("teacher.json"),
        Collections.emptySortedMap(),
        Path.of("pairs.aria"),
        1,
        false,
        new RunSettings.Regions(RegionSource.KMEANS, 1, 1),
        new RunSettings.Conditioning("exponential", 5, 0.1),
        new RunSettings.Paths(0, 20),
        new RunSettings.Allocation(
            "aria",
            Scope.SWAPPED,
            Objective.FOCUS,
            Signal.TRAINING,
            PolicyConstants.DEFAULTS,
            "ema",
            0,
            1),
        new RunSettings.Probes(0, 1));
  }
}
