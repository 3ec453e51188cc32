package dev.aria.trials.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.trials.bench.ConsolePhases.Watching;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ConsolePhasesTest {
  private final ConsolePhases phases = new ConsolePhases(100, 3);

  private void check(List<Window> windows, Watching watching) {
    for (Window window : windows) {
      assertThat(IntStream.range(window.from(), window.to()).mapToObj(phases::at))
          .containsOnly(watching);
      assertThat(
              IntStream.range(window.from(), window.to())
                  .filter(step -> step % ConsolePhases.checkpointEvery() == 0))
          .as("checkpoints in a window")
          .hasSize(1);
    }
  }

  @Test
  void windows_all_lieWhereTheConsoleDoesWhatIsMeasured() {
    check(phases.absent(), Watching.ABSENT);
    check(phases.watched(), Watching.WATCHED);
    check(phases.hung(), Watching.HUNG);
  }

  @Test
  void watched_everyTurn_hasOneWithoutOnEitherSide() {
    assertThat(phases.watched()).hasSize(3);
    assertThat(phases.hung()).hasSize(4);
    for (int turn = 0; turn < 3; turn++) {
      Window work = phases.watched().get(turn);
      int before = work.from() - phases.hung().get(turn).from();

      assertThat(before).isPositive();
      assertThat(phases.hung().get(turn + 1).from() - work.from()).isEqualTo(before);
    }
  }

  @Test
  void absent_beforeAndAfterAll() {
    assertThat(phases.at(0)).isEqualTo(Watching.ABSENT);
    assertThat(phases.absent().get(0).to()).isLessThan(phases.hung().get(0).from());
    assertThat(phases.absent().get(1).from()).isGreaterThan(phases.hung().get(3).to());
    assertThat(phases.absent().get(1).to()).isLessThan(phases.steps());
  }

  @Test
  void new_noTurn_isRefusedWithItsValue() {
    assertThatThrownBy(() -> new ConsolePhases(100, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("turns are 0");
  }
}
