package dev.aria.trials.chaos.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.operations.stack.ServiceKind;
import dev.aria.trials.chaos.HandMadeTrial;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who has died, of those that ended without being told to. */
final class DeathCheckTest {
  private static final long PID = 4711;

  private final Set<ServiceKind> done = EnumSet.noneOf(ServiceKind.class);
  private Instant now = HandMadeTrial.START;
  private final DeathCheck deaths = new DeathCheck(done::contains, () -> now);

  @Test
  void isDeath_failure_isOneAtAnyTime() {
    done.add(ServiceKind.STUDENT_TRAINER);

    assertThat(deaths.isDeath(ServiceKind.STUDENT_TRAINER, PID, 1)).isTrue();
  }

  @Test
  void isDeath_endInMidRun_isOneThoughItsExitCodeIsZero() {
    assertThat(deaths.isDeath(ServiceKind.STUDENT_TRAINER, PID, 0)).isFalse();

    now = now.plusSeconds(11);
    assertThat(deaths.isDeath(ServiceKind.STUDENT_TRAINER, PID, 0)).isTrue();
  }

  @Test
  void isDeath_workIsDone_isNone() {
    assertThat(deaths.isDeath(ServiceKind.PROMPT_STREAMER, PID, 0)).isFalse();

    done.add(ServiceKind.PROMPT_STREAMER); // the reader's news were a moment late
    now = now.plusSeconds(60);
    assertThat(deaths.isDeath(ServiceKind.PROMPT_STREAMER, PID, 0)).isFalse();
  }
}
