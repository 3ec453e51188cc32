package dev.aria.trials.chaos.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FaultScheduleTest {
  private static final List<FaultKind> ALL = List.of(FaultKind.values());
  private static final int TRAINERS = 2;
  private static final Duration SESSION = Duration.ofSeconds(6);

  @Test
  void of_sameSeed_isTheSame() {
    assertThat(FaultSchedule.of(7, ALL, 60, TRAINERS))
        .isEqualTo(FaultSchedule.of(7, ALL, 60, TRAINERS));
    assertThat(FaultSchedule.of(8, ALL, 60, TRAINERS))
        .isNotEqualTo(FaultSchedule.of(7, ALL, 60, TRAINERS));
  }

  @Test
  void of_wholeRounds_triesEveryKindEquallyOften() {
    Map<FaultKind, Long> counts =
        FaultSchedule.of(3, ALL, 4 * ALL.size(), TRAINERS).stream()
            .collect(Collectors.groupingBy(PlannedFault::kind, Collectors.counting()));

    assertThat(counts).hasSize(ALL.size());
    assertThat(counts.values()).containsOnly(4L);
  }

  @Test
  void of_fewer_isTheBeginningOfMore() {
    assertThat(FaultSchedule.of(5, ALL, 100, TRAINERS).subList(0, 10))
        .isEqualTo(FaultSchedule.of(5, ALL, 10, TRAINERS));
  }

  @Test
  void of_frozenAllocator_outlastsItsLease() {
    assertThat(FaultSchedule.of(1, List.of(FaultKind.ALLOCATOR_FREEZE), 50, TRAINERS))
        .allSatisfy(fault -> assertThat(fault.outage().toMillis()).isGreaterThan(3_000));
  }

  @Test
  void of_frozenTrainerAmongSeveral_outlastsItsSessionEveryOtherTime() {
    List<PlannedFault> faults =
        FaultSchedule.of(1, List.of(FaultKind.TRAINER_FREEZE, FaultKind.REDIS_LOSS), 40, TRAINERS)
            .stream()
            .filter(fault -> fault.kind() == FaultKind.TRAINER_FREEZE)
            .toList();

    for (int i = 0; i < faults.size(); i++) {
      assertThat(faults.get(i).outage().compareTo(SESSION.plusSeconds(1)) >= 0)
          .as("outage %d", i)
          .isEqualTo(i % 2 == 0);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"STREAMER_FREEZE", "TRAINER_FREEZE"})
  void of_frozenWithNobodyBesideIt_isLetGoOnWithinItsSession(FaultKind lone) {
    assertThat(FaultSchedule.of(1, List.of(lone), 50, 1))
        .allSatisfy(fault -> assertThat(fault.outage()).isLessThan(SESSION));
  }

  @Test
  void named_everyLabel_isItsKind() {
    assertThat(FaultKind.labels())
        .containsExactlyElementsOf(ALL.stream().map(FaultKind::label).toList());
    assertThat(
            FaultKind.labels().stream()
                .collect(Collectors.toMap(Function.identity(), FaultKind::named)))
        .containsEntry("broker-kill", FaultKind.BROKER_KILL);
    assertThatThrownBy(() -> FaultKind.named("flood")).hasMessageContaining("'flood'");
  }
}
