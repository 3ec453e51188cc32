package dev.aria.trials.chaos.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.operations.stack.ServiceKind;
import dev.aria.trials.chaos.HandMadeTrial;
import dev.aria.trials.chaos.processes.ServiceProcesses.Member;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who counts as back at work. */
final class RejoinCheckTest {
  private static final Member TEACHER = new Member(ServiceKind.TEACHER_POOL, "teacher-pool-1");
  private static final Member TRAINER = new Member(ServiceKind.STUDENT_TRAINER, "trainer-2");
  private static final int PLACES = 4;
  private static final Mark AT_100 = HandMadeTrial.mark(100);

  private final Map<Member, Double> progress = new HashMap<>();
  private final RejoinCheck rejoins =
      new RejoinCheck(member -> progress.getOrDefault(member, Double.NaN), PLACES);

  @Test
  void areBack_nobodyWasAway_isSo() {
    assertThat(rejoins.areBack(false)).isTrue();
  }

  @Test
  void areBack_restartedTeacher_onceItHasWrittenATarget() {
    rejoins.restarted(TEACHER, AT_100, 2);

    assertThat(rejoins.areBack(false)).isFalse();
    assertThat(rejoins.missing()).isEqualTo("teacher-pool-1");

    progress.put(TEACHER, 0.0);
    assertThat(rejoins.areBack(false)).isFalse();

    progress.put(TEACHER, 1.0);
    assertThat(rejoins.areBack(false)).isTrue();
  }

  @Test
  void areBack_thawedTeacher_onceItHasWrittenMoreThanBefore() {
    rejoins.thawed(TEACHER, AT_100, 2);

    progress.put(TEACHER, 40.0);
    assertThat(rejoins.areBack(false)).isFalse();
    assertThat(rejoins.areBack(false)).isFalse();

    progress.put(TEACHER, 41.0);
    assertThat(rejoins.areBack(false)).isTrue();
  }

  @Test
  void areBack_allIsDrawn_teacherNeedsOnlyServe() {
    rejoins.restarted(TEACHER, AT_100, 2);

    assertThat(rejoins.areBack(true)).isFalse();

    progress.put(TEACHER, 0.0);
    assertThat(rejoins.areBack(true)).isTrue();
  }

  @Test
  void areBack_thawedTrainer_onceItIsBeyondWhatTheOthersHadDone() {
    rejoins.thawed(TRAINER, AT_100, 2);

    progress.put(TRAINER, 100.0);
    assertThat(rejoins.areBack(false)).isFalse();

    progress.put(TRAINER, 101.0);
    assertThat(rejoins.areBack(false)).isTrue();
  }

  @Test
  void areBack_moreTrainersThanShards_oneMayStandBy() {
    rejoins.restarted(TRAINER, AT_100, PLACES + 1);

    assertThat(rejoins.areBack(false)).isTrue();
  }
}
