package dev.aria.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.conditioning.PathSchedule;
import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.diffusion.PathPlan;
import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.random.GaussianNoise;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.PromptCoordinate;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.record.WeightsVersion;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run of one shard with two path draws a step, on paths of four positions, S = 3. */
final class PathAuditTest {
  private static final int LENGTH = 4;
  private static final int DRAWS = 2;
  private static final int S = 3;
  private static final PathSchedule PATHS = new PathSchedule(DRAWS, LENGTH, 1);
  private static final NoiseSchedule SCHEDULE =
      NoiseSchedule.linear(100, 1e-4, 0.02).withZeroTerminalSnr();
  private static final PathPlan PLAN = new PathPlan(SCHEDULE, PredictionType.V, LENGTH);

  private final Findings findings = new Findings();
  private final PathAudit audit = new PathAudit(PATHS, Optional.of(PLAN), findings);
  private final List<TargetBatch> targets = targets();

  private static List<TargetBatch> targets() {
    Map<Long, float[]> states = new HashMap<>();
    List<TargetBatch> targets = new ArrayList<>();
    for (long step = 0; step < 12; step++) {
      List<Draw> draws = new ArrayList<>();
      float[] x = new float[DRAWS * S];
      float[] noise = new float[DRAWS * S];
      for (int place = 0; place < DRAWS; place++) {
        long seed = PathSchedule.seed(1, PATHS.path(step, 0, place));
        int position = PATHS.position(step, 0, place);
        draws.add(draw(step, place, seed, position));
        float[] state = states.computeIfAbsent(seed, PathAuditTest::pure);
        float[] own = {0.5f * state[0], 0.25f, -state[2]};
        System.arraycopy(state, 0, x, place * S, S);
        System.arraycopy(half(own), 0, noise, place * S, S);
        float[] next = new float[S];
        PLAN.steps(seed).get(position).fromOutput(PredictionType.V).apply(state, half(own), next);
        states.put(seed, half(next));
      }
      targets.add(target(step, draws, x, noise));
    }
    return targets;
  }

  private static float[] pure(long seed) {
    float[] noise = new float[S];
    GaussianNoise.fill(seed, noise);
    return half(noise);
  }

  private static float[] half(float[] values) {
    return Tensor.of(values, values.length).as(ElementType.FLOAT16).toFloats();
  }

  private static Draw draw(long step, int place, long seed, int position) {
    return new Draw(
        step * DRAWS + place,
        Branch.PATH,
        0,
        Optional.of(new PromptCoordinate(0, 0, place, seed)),
        place,
        0,
        PathPlan.timestep(100, LENGTH, seed, position),
        seed,
        position,
        1,
        1,
        1);
  }

  private static TargetBatch target(long step, List<Draw> draws, float[] x, float[] noise) {
    DrawBatch batch =
        new DrawBatch(
            "run",
            0,
            "map",
            "pairs",
            step,
            0,
            WeightsVersion.INITIAL,
            draws,
            Tensor.of(new float[DRAWS], DRAWS, 1));
    return new TargetBatch(
        batch,
        Tensor.of(noise, DRAWS, S).as(ElementType.FLOAT16),
        Tensor.of(x, DRAWS, S).as(ElementType.FLOAT16),
        "teacher",
        1);
  }

  private void auditAll() {
    targets.forEach(target -> audit.draw(target.draws()));
    targets.forEach(audit::target);
  }

  @Test
  void audit_wholeRun_findsNothing() {
    auditAll();

    assertThat(findings.all()).isEmpty();
  }

  @Test
  void audit_states_asAnotherPredictionWouldLeadOn_isBroken() {
    PathPlan other = new PathPlan(SCHEDULE, PredictionType.FLOW, LENGTH);
    PathAudit mistaken = new PathAudit(PATHS, Optional.of(other), findings);

    targets.forEach(mistaken::target);

    assertThat(findings.all()).isNotEmpty();
  }

  @Test
  void audit_draws_ofAnotherPathInTheMiddle_isBroken() {
    TargetBatch whole = targets.get(5);
    Draw first = whole.draws().draws().get(0);
    Draw other = draw(5, 0, 99, first.pathPosition());
    targets.set(5, with(whole, List.of(other, whole.draws().draws().get(1)), whole.pathStates()));

    auditAll();

    assertThat(findings.all()).extracting(Violation::check).contains(Check.PATH_BROKEN);
    assertThat(findings.all().toString()).contains("step 5 shard 0, path draw 0: another path");
  }

  @Test
  void audit_draws_byAnotherTeacherInTheMiddleOfAPath_isBroken() {
    TargetBatch whole = targets.get(5);
    List<Draw> draws = whole.draws().draws();
    targets.set(5, with(whole, List.of(draws.get(0).by(1), draws.get(1)), whole.pathStates()));

    auditAll();

    assertThat(findings.all().toString()).contains("step 5 shard 0, path draw 0: another path");
  }

  @Test
  void audit_draws_atAnotherPosition_isBroken() {
    TargetBatch whole = targets.get(0);
    Draw first = whole.draws().draws().get(0);
    Draw moved = draw(0, 0, first.noiseSeed(), first.pathPosition() + 1);

    audit.draw(
        with(whole, List.of(moved, whole.draws().draws().get(1)), whole.pathStates()).draws());

    assertThat(findings.all().toString()).contains("position 1, should be 0");
  }

  @Test
  void audit_states_thatDoNotFollow_isBrokenThereAndAfter() {
    TargetBatch whole = targets.get(6);
    float[] x = whole.pathStates().toFloats();
    x[S] += 0.25f; // of the second place
    targets.set(6, with(whole, whole.draws().draws(), Tensor.of(x, DRAWS, S)));

    auditAll();

    assertThat(findings.all()).hasSizeBetween(1, 2);
    assertThat(findings.all().get(0).toString())
        .contains("step 6 shard 0, path draw 1: its state does not follow");
  }

  @Test
  void audit_states_ofAPathThatDoesNotBeginWithItsSeedsNoise_isBroken() {
    TargetBatch whole = targets.get(0);
    float[] x = whole.pathStates().toFloats();
    x[0] += 1;

    audit.target(with(whole, whole.draws().draws(), Tensor.of(x, DRAWS, S)));

    assertThat(findings.all().toString()).contains("step 0 shard 0, path draw 0");
  }

  @Test
  void audit_withoutAForwardProcess_auditsTheDrawsAlone() {
    PathAudit drawsAlone = new PathAudit(PATHS, Optional.empty(), findings);
    TargetBatch whole = targets.get(0);
    float[] x = whole.pathStates().toFloats();
    x[0] += 1;

    drawsAlone.draw(whole.draws());
    drawsAlone.target(with(whole, whole.draws().draws(), Tensor.of(x, DRAWS, S)));

    assertThat(findings.all()).isEmpty();
  }

  private static TargetBatch with(TargetBatch whole, List<Draw> draws, Tensor states) {
    DrawBatch batch = whole.draws();
    DrawBatch changed =
        new DrawBatch(
            batch.run(),
            batch.lineage(),
            batch.regionMapDigest(),
            batch.pairedSetDigest(),
            batch.step(),
            batch.shard(),
            batch.weights(),
            draws,
            batch.conditions(),
            draws.stream().anyMatch(draw -> draw.teacher() > 0) ? "teachers" : "");
    return new TargetBatch(
        changed,
        whole.outputs(),
        states.as(ElementType.FLOAT16),
        whole.teacherDigest(),
        whole.guidance());
  }
}
