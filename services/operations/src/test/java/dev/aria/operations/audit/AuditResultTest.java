package dev.aria.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.operations.audit.Check.Harm;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an audit says of runs that were stopped, kept in part, or replayed. */
final class AuditResultTest {
  private final HandMadeRun run = new HandMadeRun();

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

    run.assertFound(Check.REPORT_MISSING, "step 0 shard 0");
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

    run.assertFound(Check.REPORT_MISSING, "step 2 shard 1");
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

    run.assertFound(Check.TARGET_MISSING, "step 0 shard 0");
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
}
