package dev.aria.trials.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.trials.chaos.faults.FaultKind;
import dev.aria.trials.chaos.faults.PlannedFault;
import dev.aria.trials.chaos.recovery.Recovery;
import dev.aria.trials.chaos.recovery.RunOver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which faults are due after one was begun. */
final class TrialsTest {
  private final PlannedFault first = HandMadeTrial.fault(1, FaultKind.REDIS_LOSS);
  private final PlannedFault second = HandMadeTrial.fault(2, FaultKind.BROKER_KILL);
  private final Deque<PlannedFault> due = new ArrayDeque<>(List.of(first, second));
  private final Trials trials = new Trials("run");

  @Test
  void attempt_recovered_isDone() {
    Recovery recovery = HandMadeTrial.recovery(700);

    Trial trial = trials.attempt(due, fault -> recovery);

    assertThat(trials.all()).containsExactly(trial);
    assertThat(trial.recovery()).contains(recovery);
    assertThat(due).containsExactly(second);
  }

  @Test
  void attempt_runWasOverBefore_isStillDue() {
    assertThatThrownBy(() -> trials.attempt(due, fault -> raise(new RunOver())))
        .isInstanceOf(RunOver.class);

    assertThat(trials.all()).isEmpty();
    assertThat(due).containsExactly(first, second);
  }

  @Test
  void attempt_anyFailure_isATrialThatWasNotRecovered() {
    assertThatThrownBy(() -> trials.attempt(due, fault -> raise(new IllegalStateException())))
        .isInstanceOf(IllegalStateException.class);

    assertThat(trials.all()).containsExactly(new Trial("run", first, Optional.empty()));
    assertThat(trials.all().get(0).recoveredBy()).isEqualTo("not recovered");
    assertThat(due).containsExactly(second);
  }

  private static Recovery raise(RuntimeException failure) {
    throw failure;
  }
}
