package dev.aria.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class FaultScheduleTest {
  private static final List<FaultKind> ALL = List.of(FaultKind.values());

  @Test
  void of_sameSeed_isTheSame() {
    assertThat(FaultSchedule.of(7, ALL, 60)).isEqualTo(FaultSchedule.of(7, ALL, 60));
    assertThat(FaultSchedule.of(8, ALL, 60)).isNotEqualTo(FaultSchedule.of(7, ALL, 60));
  }

  @Test
  void of_wholeRounds_triesEveryKindEquallyOften() {
    Map<FaultKind, Long> counts =
        FaultSchedule.of(3, ALL, 4 * ALL.size()).stream()
            .collect(Collectors.groupingBy(PlannedFault::kind, Collectors.counting()));

    assertThat(counts).hasSize(ALL.size());
    assertThat(counts.values()).containsOnly(4L);
  }

  @Test
  void of_fewer_isTheBeginningOfMore() {
    assertThat(FaultSchedule.of(5, ALL, 100).subList(0, 10))
        .isEqualTo(FaultSchedule.of(5, ALL, 10));
  }

  @Test
  void of_frozenAllocator_outlastsItsLease() {
    assertThat(FaultSchedule.of(1, List.of(FaultKind.ALLOCATOR_FREEZE), 50))
        .allSatisfy(fault -> assertThat(fault.outage().toMillis()).isGreaterThan(3_000));
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
