package dev.aria.trials.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.operations.audit.Check;
import dev.aria.trials.chaos.faults.FaultKind;
import dev.aria.trials.chaos.processes.NotRecovered;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrialTableTest {
  private static final FaultKind KILL = FaultKind.TEACHER_KILL;
  private static final FaultKind BROKER = FaultKind.BROKER_KILL;

  @Test
  void markdown_auditedRun_countsWhatItLost() {
    RunOutcome run =
        RunOutcome.ended(
            "run",
            List.of(HandMadeTrial.recovered(1, KILL, 1_000)),
            HandMadeTrial.audit(Check.DRAW_MISSING));

    assertThat(cells(new TrialTable(List.of(run)).markdown(), "teacher-kill"))
        .containsExactly("teacher-kill", "survivor", "1", "1", "0", "1 of 1", "1.0", "1.0", "0.2");
  }

  @Test
  void markdown_runNeverAudited_isUnknownAndNotEqual() {
    RunOutcome run = failedRun();

    String table = new TrialTable(List.of(run)).markdown();

    assertThat(cells(table, "teacher-kill"))
        .containsExactly("teacher-kill", "survivor", "1", "-", "-", "0 of 1", "1.0", "1.0", "0.2");
    assertThat(cells(table, "broker-kill"))
        .containsExactly("broker-kill", "not recovered", "1", "-", "-", "0 of 1", "-", "-", "-");
    assertThat(cells(table, "all"))
        .containsExactly("all", "", "2", "-", "-", "0 of 2", "1.0", "1.0", "0.2");
  }

  @Test
  void markdown_oneRunOfTwoAudited_sumsThatOne() {
    RunOutcome good =
        RunOutcome.ended(
            "good", List.of(HandMadeTrial.recovered(3, KILL, 3_000)), HandMadeTrial.audit());

    assertThat(cells(new TrialTable(List.of(failedRun(), good)).markdown(), "all"))
        .containsExactly("all", "", "3", "0", "0", "1 of 3", "2.0", "3.0", "0.2");
  }

  @Test
  void tsv_faultThatTheRunFailedOf_hasARow() {
    String tsv = new TrialTable(List.of(failedRun())).tsv();

    assertThat(tsv.lines())
        .hasSize(3)
        .last()
        .isEqualTo("2\trun\tbroker-kill\t0\t5\t1.0\tnot recovered\t-\t-\t-\t-\tfalse");
  }

  private static RunOutcome failedRun() {
    return RunOutcome.failed(
        "run",
        List.of(HandMadeTrial.recovered(1, KILL, 1_000), HandMadeTrial.failed(2, BROKER)),
        new NotRecovered("too bad"));
  }

  private static List<String> cells(String table, String kind) {
    String line =
        table.lines().filter(row -> row.startsWith("| " + kind)).findFirst().orElseThrow();
    List<String> cells = List.of(line.split("\\|", -1));
    return cells.subList(1, cells.size() - 1).stream().map(String::strip).toList();
  }
}
