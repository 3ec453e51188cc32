package dev.aria.trials.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.trials.runs.Machine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConsoleReportTest {
  private static final Machine MACHINE = new Machine("a processor", 2, "17", "abc1234");

  private static List<String> lines(ConsoleCycle... cycles) {
    return new ConsoleReport(MACHINE, Instant.EPOCH, 900, List.of(cycles), List.of(40L, 41L))
        .markdown()
        .lines()
        .map(line -> line.replaceAll(" +", " "))
        .toList();
  }

  @Test
  void markdown_twoCycles_ratiosAreOfEachCycleAndTheirIntervalIsStudents() {
    List<String> lines =
        lines(new ConsoleCycle(100, 99, 100, 2.5), new ConsoleCycle(200, 194, 200, 3.5));

    // t(0.975, 1) = 12.706; the two ratios are 0.99 and 0.97
    assertThat(lines)
        .contains("| watched / no console | 0.980 | 0.853 to 1.107 | over 0.98 |")
        .contains("| hung / no console | 1.000 | 1.000 to 1.000 | 1 |")
        .contains("| 2 | 200 | 194 | 200 | 3.5 |");
  }

  @Test
  void markdown_header_saysWhatThePagesWereSent() {
    assertThat(lines(new ConsoleCycle(100, 99, 100, 2.5)))
        .contains("Events sent to each page: 40, 41.");
  }
}
