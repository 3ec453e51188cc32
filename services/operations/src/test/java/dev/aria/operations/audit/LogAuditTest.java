package dev.aria.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.WeightsVersion;
import dev.aria.operations.audit.HandMadeRun.Placed;
import org.junit.jupiter.api.Test;

/** Each law is found broken where a log breaks it, and no other. */
final class LogAuditTest {
  private final HandMadeRun run = new HandMadeRun();

  @Test
  void result_wholeLog_holdsAndCounts() {
    AuditResult result = run.audited();

    assertThat(result.violations()).isEmpty();
    assertThat(result.counts()).isEqualTo(new AuditResult.Counts(6, 6, 0, 6, 0, 3));
    assertThat(result.weights()).contains("bb");
  }

  @Test
  void draw_missing_isLost() {
    run.draws.remove(2);
    run.targets.remove(2);

    run.assertFound(Check.DRAW_MISSING, "step 1 shard 0");
  }

  @Test
  void draw_twice_isDoubled() {
    run.draws.add(HandMadeRun.draw(2, 1, 0));

    run.assertFound(Check.DRAW_DOUBLED, "step 2 shard 1");
  }

  @Test
  void draw_withShiftedOrdinals_isNotContiguous() {
    run.draws.set(0, HandMadeRun.draw(0, 0, 1));
    run.targets.set(0, new Placed(0, HandMadeRun.target(HandMadeRun.draw(0, 0, 1), 0.5f)));

    run.assertFound(Check.ORDINALS_BROKEN, "from ordinal 1, should be 2 from 0");
  }

  @Test
  void target_missing_isLost() {
    run.targets.remove(3);

    run.assertFound(Check.TARGET_MISSING, "step 1 shard 1");
  }

  @Test
  void target_twiceTheSame_isDoubledAndCounted() {
    run.targets.add(run.targets.get(0));

    run.assertFound(Check.TARGET_DOUBLED, "step 0 shard 0");
    assertThat(run.audited().counts().targetDuplicates()).isEqualTo(1);
  }

  @Test
  void target_twiceWithOtherNoise_isDoubled() {
    run.targets.add(new Placed(0, HandMadeRun.target(HandMadeRun.draw(0, 0, 0), 0.75f)));

    run.assertFound(Check.TARGET_CONTRADICTED, "step 0 shard 0");
  }

  @Test
  void target_ofWhatWasNeverDrawn_isFound() {
    run.draws.remove(4);

    assertThat(run.audited().violations())
        .extracting(Violation::toString)
        .containsExactly("TARGET_WITHOUT_DRAW: step 2 shard 0", "DRAW_MISSING: step 2 shard 0");
  }

  @Test
  void target_ofOtherDraws_isFound() {
    run.targets.set(0, new Placed(0, HandMadeRun.target(HandMadeRun.draw(0, 0, 40), 0.5f)));

    run.assertFound(Check.TARGET_OF_OTHER_DRAWS, "step 0 shard 0");
  }

  @Test
  void target_inTheWrongPartition_isFound() {
    run.targets.set(0, new Placed(1, run.targets.get(0).target()));

    run.assertFound(Check.TARGET_ELSEWHERE, "step 0 shard 0 in partition 1");
  }

  @Test
  void report_missing_isLost() {
    run.reports.remove(5);

    run.assertFound(Check.REPORT_MISSING, "step 2 shard 1");
  }

  @Test
  void report_ofAnotherStudentOnly_isLost() {
    run.reports.set(5, HandMadeRun.report(2, 1, "other", 0.25));

    run.assertFound(Check.REPORT_MISSING, "step 2 shard 1");
  }

  @Test
  void report_twiceTheSame_isCountedAndHarmless() {
    run.reports.add(HandMadeRun.report(1, 1, HandMadeRun.STUDENT, 0.25));

    assertThat(run.audited().violations()).isEmpty();
    assertThat(run.audited().counts().reportDuplicates()).isEqualTo(1);
  }

  @Test
  void report_twiceWithAnotherLoss_isTrainedTwice() {
    run.reports.add(HandMadeRun.report(1, 1, HandMadeRun.STUDENT, 0.26));

    run.assertFound(Check.REPORT_CONTRADICTED, "step 1 shard 1");
  }

  @Test
  void weights_ofAnEarlierTerm_wentBack() {
    run.control.add(HandMadeRun.weights(2, 9));

    run.assertFound(Check.WEIGHTS_WENT_BACK, "term=2");
  }

  @Test
  void weights_ofTheSameNumberInALaterTerm_wentBack() {
    run.control.add(HandMadeRun.weights(4, 3));

    run.assertFound(Check.WEIGHTS_WENT_BACK, "term=4");
  }

  @Test
  void draw_ofAStepBeyondTheEnd_isFound() {
    run.draws.add(HandMadeRun.draw(3, 0, 0));

    run.assertFound(Check.STEP_BEYOND_END, "draws of step 3 shard 0, of 3 steps");
  }

  @Test
  void target_ofAStepBeyondTheEnd_isFound() {
    run.targets.add(new Placed(1, HandMadeRun.target(HandMadeRun.draw(7, 1, 0), 0.5f)));

    run.assertFound(Check.STEP_BEYOND_END, "target of step 7 shard 1");
  }

  @Test
  void report_ofAStepBeyondTheEnd_isFound() {
    run.reports.add(HandMadeRun.report(3, 1, HandMadeRun.STUDENT, 0.25));

    run.assertFound(Check.STEP_BEYOND_END, "report of step 3 shard 1");
  }

  @Test
  void drawWeights_publishedAndGrowing_hold() {
    run.drawUnder(1, new WeightsVersion(1, 2));
    run.drawUnder(2, new WeightsVersion(3, 3));

    assertThat(run.audited().violations()).isEmpty();
  }

  @Test
  void drawWeights_ofOneStepDiffer_isFound() {
    run.drawUnder(2, new WeightsVersion(1, 1));
    DrawBatch other = HandMadeRun.draw(2, 1, 0, new WeightsVersion(1, 2));
    run.draws.set(5, other);
    run.targets.set(5, new Placed(1, HandMadeRun.target(other, 0.5f)));

    run.assertFound(Check.DRAW_WEIGHTS_MIXED, "step 2 shard 1 under");
  }

  @Test
  void drawWeights_olderThanTheStepBefore_wentBack() {
    run.drawUnder(0, new WeightsVersion(1, 2));
    run.drawUnder(1, new WeightsVersion(1, 1));
    run.drawUnder(2, new WeightsVersion(1, 1));

    run.assertFound(Check.DRAW_WEIGHTS_WENT_BACK, "step 1 under");
  }

  @Test
  void drawWeights_neverPublished_areUnknown() {
    run.drawUnder(2, new WeightsVersion(3, 4));

    run.assertFound(Check.DRAW_WEIGHTS_UNKNOWN, "step 2 under");
  }

  @Test
  void checkpoint_lastMissing_isLost() {
    run.checkpoints.remove(1);

    run.assertFound(Check.CHECKPOINT_MISSING, "at step 3");
  }

  @Test
  void checkpoint_ofOneStepWithOtherWeights_isDoubled() {
    run.checkpoints.add(0, HandMadeRun.checkpoint(HandMadeRun.STUDENT, 1, "cc"));

    run.assertFound(Check.CHECKPOINT_CONTRADICTED, "weights cc and then aa");
  }
}
