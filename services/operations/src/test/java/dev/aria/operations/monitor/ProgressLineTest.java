package dev.aria.operations.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.fixtures.SettableClock;
import dev.aria.operations.monitor.ProgressLine.Waits;
import dev.aria.operations.text.PlainProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
  private static final Waits NONE =
      new Waits(OptionalDouble.empty(), OptionalDouble.of(0.25), OptionalDouble.empty());

  private final SettableClock clock = new SettableClock();
  private final List<String> lines = new ArrayList<>();

  @Test
  void show_withoutATerminal_isAPlainLineEveryTenSecondsAndTheLast() {
    try (ProgressLine line =
        new ProgressLine("fox", 200, 8, new PlainProgress(clock, lines::add))) {
      for (int second = 0; second < 25; second++) {
        line.show(new RunProgress("small", 1), 16, NONE);
        clock.pass(Duration.ofSeconds(1));
      }
      assertThat(lines).hasSize(3);
    }

    assertThat(lines).hasSize(4);
    assertThat(lines)
        .allSatisfy(
            shown ->
                assertThat(shown)
                    .startsWith(
                        "fox: step 0 of 200 (0.0 %), 1:40 left, 16 samples/s, wait T - S 25%")
                    .doesNotContain("\u001b", "\r", "\n", "[", "#", "=>"));
  }

  @Test
  void show_rateThatIsNotKnownYet_tellsNoTimeLeft() {
    try (ProgressLine line =
        new ProgressLine("fox", 200, 8, new PlainProgress(clock, lines::add))) {
      line.show(new RunProgress("small", 1), 0, NONE);
    }

    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("fox: step 0 of 200 (0.0 %), 0 samples");
  }
}
