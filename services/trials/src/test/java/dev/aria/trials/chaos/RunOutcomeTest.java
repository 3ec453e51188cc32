package dev.aria.trials.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.operations.audit.Check;
import dev.aria.operations.audit.Check.Harm;
import dev.aria.trials.chaos.faults.FaultKind;
import dev.aria.trials.chaos.processes.NotRecovered;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunOutcomeTest {
  @Test
  void failed_withAMessage_saysIt() {
    RunOutcome failed = RunOutcome.failed("run", List.of(), new NotRecovered("not seen for 90 s"));

    assertThat(failed.failure()).contains("not seen for 90 s");
    assertThat(failed.holds()).isFalse();
  }

  @Test
  void failed_withoutAMessage_namesTheClass() {
    assertThat(RunOutcome.failed("run", List.of(), new IllegalStateException()).failure())
        .contains("IllegalStateException");
  }

  @Test
  void of_runNeverAudited_isUnknown() {
    RunOutcome failed = RunOutcome.failed("run", List.of(), new NotRecovered("no"));

    assertThat(failed.of(Harm.LOST)).isEmpty();
    assertThat(failed.of(Harm.DOUBLED)).isEmpty();
    assertThat(failed.sameStudent()).isFalse();
  }

  @Test
  void holds_statisticsDiffer_doesNotThoughTheStudentIsTheSame() {
    RunOutcome run =
        RunOutcome.ended("run", List.of(), HandMadeTrial.audit(Check.STATISTICS_DIFFER));

    assertThat(run.holds()).isFalse();
    assertThat(run.sameStudent()).isTrue();
    assertThat(run.of(Harm.WRONG)).hasValue(1);
  }

  @Test
  void trials_campaignWithAFailedRun_countsThoseRecovered() {
    RunOutcome failed =
        RunOutcome.failed(
            "run",
            List.of(
                HandMadeTrial.recovered(1, FaultKind.REDIS_LOSS, 10),
                HandMadeTrial.failed(2, FaultKind.BROKER_KILL)),
            new NotRecovered("no"));

    CampaignOutcome outcome = new CampaignOutcome(1, List.of(failed), 3);

    assertThat(outcome.trials()).isEqualTo(1);
    assertThat(outcome.untried()).isEqualTo(3);
    assertThat(outcome.failures()).containsExactly("run 'run': no");
  }
}
