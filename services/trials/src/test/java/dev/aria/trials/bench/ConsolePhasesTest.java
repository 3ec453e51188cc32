package dev.aria.trials.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.trials.bench.ConsolePhases.Watching;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ConsolePhasesTest {
  private final ConsolePhases phases = new ConsolePhases(100, 3);

  private void checkAlways(Window window, Watching watching) {
    assertThat(IntStream.range(window.from(), window.to()).mapToObj(phases::at))
        .containsOnly(watching);
  }

  @Test
  void windows_everyCycle_lieWhereTheConsoleDoesWhatIsMeasured() {
    for (int cycle = 0; cycle < 3; cycle++) {
      checkAlways(phases.within(cycle, Watching.WATCHED), Watching.WATCHED);
      checkAlways(phases.within(cycle, Watching.HUNG), Watching.HUNG);
      phases.around(cycle).forEach(window -> checkAlways(window, Watching.ABSENT));
    }
  }

  @Test
  void around_cycle_isBeforeAndAfterIt() {
    List<Window> absent = phases.around(1);

    assertThat(absent.get(0).to()).isLessThan(phases.within(1, Watching.WATCHED).from());
    assertThat(absent.get(1).from()).isGreaterThan(phases.within(1, Watching.HUNG).to());
    assertThat(phases.around(2).get(0)).isEqualTo(absent.get(1));
  }

  @Test
  void windows_each_holdOneCheckpoint() {
    for (Window window : phases.around(2)) {
      assertThat(
              IntStream.range(window.from(), window.to())
                  .filter(step -> step % ConsolePhases.checkpointEvery() == 0))
          .hasSize(1);
    }
  }

  @Test
  void at_beforeAndAfterAllPhases_thereIsNoConsole() {
    assertThat(phases.at(0)).isEqualTo(Watching.ABSENT);
    assertThat(phases.at(phases.steps())).isEqualTo(Watching.ABSENT);
    assertThat(phases.around(2).get(1).to()).isLessThan(phases.steps());
  }

  @Test
  void new_noCycle_isRefusedWithItsValue() {
    assertThatThrownBy(() -> new ConsolePhases(100, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cycles 0");
  }
}
