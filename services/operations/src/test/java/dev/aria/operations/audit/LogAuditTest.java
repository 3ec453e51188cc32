package dev.aria.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.WeightsVersion;
import dev.aria.operations.audit.Check.Harm;
import dev.aria.operations.audit.HandMadeRun.Placed;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
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

    assertFound(Check.DRAW_MISSING, "step 1 shard 0");
  }

  @Test
  void draw_twice_isDoubled() {
    run.draws.add(HandMadeRun.draw(2, 1, 0));

    assertFound(Check.DRAW_DOUBLED, "step 2 shard 1");
  }

  @Test
  void draw_withShiftedOrdinals_isNotContiguous() {
    run.draws.set(0, HandMadeRun.draw(0, 0, 1));
    run.targets.set(0, new Placed(0, HandMadeRun.target(HandMadeRun.draw(0, 0, 1), 0.5f)));

    assertFound(Check.ORDINALS_BROKEN, "from ordinal 1, should be 2 from 0");
  }

  @Test
  void draw_forOtherTeachersThanTheFirst_isFound() {
    DrawBatch other = HandMadeRun.drawFor("other-teachers", 1, 0);
    run.draws.set(2, other);
    run.targets.set(2, new Placed(0, HandMadeRun.target(other, 0.5f)));

    assertFound(Check.TEACHERS_MIXED, "step 1 shard 0: drawn for teachers 'other-teachers'");
  }

  @Test
  void draw_byAnotherTeacherThanItsPromptNames_isFound() {
    DrawBatch batch = HandMadeRun.drawOfAPrompt(1, 0);
    run.draws.set(2, batch);
    run.targets.set(2, new Placed(0, HandMadeRun.target(batch, 0.5f)));
    run.named = (map, prompt) -> OptionalInt.of(0);
    assertThat(run.audited().violations()).isEmpty();

    run.named = (map, prompt) -> OptionalInt.of(prompt.index());

    assertFound(Check.TEACHERS_MIXED, "a draw names teacher 0, its prompt teacher 3");
  }

  @Test
  void target_ofAnotherTeachersFile_isFound() {
    run.targets.set(3, new Placed(1, HandMadeRun.answeredBy("another", run.draws.get(3))));

    assertFound(Check.TEACHERS_MIXED, "step 1 shard 1: answered by teachers another");
  }

  @Test
  void target_missing_isLost() {
    run.targets.remove(3);

    assertFound(Check.TARGET_MISSING, "step 1 shard 1");
  }

  @Test
  void target_twiceTheSame_isDoubledAndCounted() {
    run.targets.add(run.targets.get(0));

    assertFound(Check.TARGET_DOUBLED, "step 0 shard 0");
    assertThat(run.audited().counts().targetDuplicates()).isEqualTo(1);
  }

  @Test
  void target_twiceWithOtherNoise_isDoubled() {
    run.targets.add(new Placed(0, HandMadeRun.target(HandMadeRun.draw(0, 0, 0), 0.75f)));

    assertFound(Check.TARGET_CONTRADICTED, "step 0 shard 0");
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

    assertFound(Check.TARGET_OF_OTHER_DRAWS, "step 0 shard 0");
  }

  @Test
  void target_inTheWrongPartition_isFound() {
    run.targets.set(0, new Placed(1, run.targets.get(0).target()));

    assertFound(Check.TARGET_ELSEWHERE, "step 0 shard 0 in partition 1");
  }

  @Test
  void report_missing_isLost() {
    run.reports.remove(5);

    assertFound(Check.REPORT_MISSING, "step 2 shard 1");
  }

  @Test
  void report_ofAnotherStudentOnly_isLost() {
    run.reports.set(5, HandMadeRun.report(2, 1, "other", 0.25));

    assertFound(Check.REPORT_MISSING, "step 2 shard 1");
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

    assertFound(Check.REPORT_CONTRADICTED, "step 1 shard 1");
  }

  @Test
  void weights_ofAnEarlierTerm_wentBack() {
    run.control.add(HandMadeRun.weights(2, 9));

    assertFound(Check.WEIGHTS_WENT_BACK, "term=2");
  }

  @Test
  void weights_ofTheSameNumberInALaterTerm_wentBack() {
    run.control.add(HandMadeRun.weights(4, 3));

    assertFound(Check.WEIGHTS_WENT_BACK, "term=4");
  }

  @Test
  void draw_ofAStepBeyondTheEnd_isFound() {
    run.draws.add(HandMadeRun.draw(3, 0, 0));

    assertFound(Check.STEP_BEYOND_END, "draws of step 3 shard 0, of 3 steps");
  }

  @Test
  void target_ofAStepBeyondTheEnd_isFound() {
    run.targets.add(new Placed(1, HandMadeRun.target(HandMadeRun.draw(7, 1, 0), 0.5f)));

    assertFound(Check.STEP_BEYOND_END, "target of step 7 shard 1");
  }

  @Test
  void report_ofAStepBeyondTheEnd_isFound() {
    run.reports.add(HandMadeRun.report(3, 1, HandMadeRun.STUDENT, 0.25));

    assertFound(Check.STEP_BEYOND_END, "report of step 3 shard 1");
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

    assertFound(Check.DRAW_WEIGHTS_MIXED, "step 2 shard 1 under");
  }

  @Test
  void drawWeights_olderThanTheStepBefore_wentBack() {
    run.drawUnder(0, new WeightsVersion(1, 2));
    run.drawUnder(1, new WeightsVersion(1, 1));
    run.drawUnder(2, new WeightsVersion(1, 1));

    assertFound(Check.DRAW_WEIGHTS_WENT_BACK, "step 1 under");
  }

  @Test
  void drawWeights_neverPublished_areUnknown() {
    run.drawUnder(2, new WeightsVersion(3, 4));

    assertFound(Check.DRAW_WEIGHTS_UNKNOWN, "step 2 under");
  }

  @Test
  void result_runStoppedEarly_isAuditedUpToTheNewestCheckpoint() {
    stopAfterTheFirstStep();

    AuditResult result = run.audited();

    assertThat(result.violations()).isEmpty();
    assertThat(result.notes()).singleElement().asString().contains("up to step 1 of 3");
    assertThat(result.text()).contains("note: the run was stopped");
  }

  @Test
  void result_runStoppedEarly_stillMissesWhatWasTrained() {
    stopAfterTheFirstStep();
    run.reports.remove(0);

    assertFound(Check.REPORT_MISSING, "step 0 shard 0");
  }

  @Test
  void result_stopTakenBack_isAuditedToTheEnd() {
    stopAfterTheFirstStep();
    run.control.add(HandMadeRun.order(RunCommand.Kind.RESUME));

    assertThat(run.audited().violations())
        .extracting(Violation::check)
        .contains(Check.DRAW_MISSING, Check.REPORT_MISSING, Check.CHECKPOINT_MISSING);
  }

  @Test
  void result_stopAfterTheLastStep_isAuditedToTheEnd() {
    run.control.add(HandMadeRun.order(RunCommand.Kind.STOP));
    run.reports.remove(5);

    assertFound(Check.REPORT_MISSING, "step 2 shard 1");
    assertThat(run.audited().notes()).isEmpty();
  }

  @Test
  void result_drawsDeletedByRetention_areNotLost() {
    run.beginnings =
        new Beginnings(new Beginning(Map.of(0, 17L, 1, 0L)), Beginning.whole(), Beginning.whole());
    run.draws.removeIf(batch -> batch.step() == 0 && batch.shard() == 0);

    assertThat(run.audited().violations()).isEmpty();
    assertThat(run.audited().notes())
        .singleElement()
        .asString()
        .contains("draws: not auditable before step 2");
  }

  @Test
  void result_drawsDeletedByRetention_targetsAreStillMissed() {
    run.beginnings =
        new Beginnings(new Beginning(Map.of(0, 17L)), Beginning.whole(), Beginning.whole());
    run.draws.removeIf(batch -> batch.step() == 0 && batch.shard() == 0);
    run.targets.remove(0);

    assertFound(Check.TARGET_MISSING, "step 0 shard 0");
  }

  @Test
  void result_reportsDeletedByRetention_areNotLost() {
    run.beginnings =
        new Beginnings(Beginning.whole(), Beginning.whole(), new Beginning(Map.of(0, 5L, 1, 5L)));
    run.reports.removeIf(report -> report.step() == 0);

    assertThat(run.audited().violations()).isEmpty();
    assertThat(run.audited().notes()).singleElement().asString().contains("before step 2");
  }

  @Test
  void result_partitionOfReportsDeletedWhole_isNotAuditable() {
    run.beginnings =
        new Beginnings(Beginning.whole(), Beginning.whole(), new Beginning(Map.of(1, 5L)));
    run.reports.removeIf(report -> report.shard() == 1);

    assertThat(run.audited().violations()).isEmpty();
    assertThat(run.audited().notes()).singleElement().asString().contains("reports: not auditable");
  }

  @Test
  void checkpoint_lastMissing_isLost() {
    run.checkpoints.remove(1);

    assertFound(Check.CHECKPOINT_MISSING, "at step 3");
  }

  @Test
  void checkpoint_ofOneStepWithOtherWeights_isDoubled() {
    run.checkpoints.add(0, HandMadeRun.checkpoint(HandMadeRun.STUDENT, 1, "cc"));

    assertFound(Check.CHECKPOINT_CONTRADICTED, "weights cc and then aa");
  }

  @Test
  void against_sameCheckpoints_holds() {
    assertThat(run.audited().against(new HandMadeRun().audited()).violations()).isEmpty();
  }

  @Test
  void against_otherFinalWeights_differs() {
    HandMadeRun other = new HandMadeRun();
    other.checkpoints.set(1, HandMadeRun.checkpoint(HandMadeRun.STUDENT, 3, "dd"));

    AuditResult result = run.audited().against(other.audited());

    assertThat(result.violations())
        .extracting(Violation::check)
        .contains(Check.STUDENT_DIFFERS)
        .doesNotContain(Check.CHECKPOINT_MISSING);
    assertThat(result.holds()).isFalse();
  }

  @Test
  void against_otherWeightsOnTheWay_differs() {
    HandMadeRun other = new HandMadeRun();
    other.checkpoints.set(0, HandMadeRun.checkpoint(HandMadeRun.STUDENT, 1, "dd"));

    assertThat(run.audited().against(other.audited()).violations())
        .singleElement()
        .hasToString("STUDENT_DIFFERS: step 1: weights aa, replayed dd");
  }

  @Test
  void against_runThatWasStopped_isComparedWhereBothHaveCheckpoints() {
    run.control.add(HandMadeRun.order(RunCommand.Kind.STOP));
    run.checkpoints.set(1, HandMadeRun.checkpoint(HandMadeRun.STUDENT, 2, "cc"));

    AuditResult result = run.audited().against(new HandMadeRun().audited());

    assertThat(result.violations()).isEmpty();
    assertThat(result.notes()).anyMatch(note -> note.contains("at 1 checkpoints that both have"));
  }

  @Test
  void of_harms_countsEachKindApart() {
    run.targets.remove(3);
    run.draws.add(HandMadeRun.draw(2, 1, 0));
    run.control.add(HandMadeRun.weights(1, 1));

    AuditResult result = run.audited();

    assertThat(result.of(Harm.LOST)).isEqualTo(1);
    assertThat(result.of(Harm.DOUBLED)).isEqualTo(1);
    assertThat(result.of(Harm.WRONG)).isEqualTo(1);
  }

  @Test
  void with_moreViolations_holdsNoLonger() {
    Violation more = new Violation(Check.STATISTICS_DIFFER, "tick 3");

    assertThat(run.audited().with(List.of(more)).violations()).containsExactly(more);
  }

  /** The second step was under way: drawn, and partly answered. */
  private void stopAfterTheFirstStep() {
    run.control.add(HandMadeRun.order(RunCommand.Kind.STOP));
    run.draws.removeIf(batch -> batch.step() > 1);
    run.targets.removeIf(placed -> placed.target().draws().step() > 0);
    run.reports.removeIf(report -> report.step() > 0);
    run.checkpoints.remove(1);
  }

  private void assertFound(Check check, String detail) {
    assertThat(run.audited().violations())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.check()).isEqualTo(check);
              assertThat(violation.detail()).contains(detail);
            });
  }
}
