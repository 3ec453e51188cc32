package dev.aria.trials.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.trials.runs.Machine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConsoleReportTest {
  private static final Machine MACHINE = new Machine("a processor", 2, "17", "abc1234");

  private static List<String> lines(ConsoleTurn... turns) {
    return new ConsoleReport(MACHINE, Instant.EPOCH, 900, List.of(140.0, 160.0), List.of(turns), 40)
        .markdown()
        .lines()
        .map(line -> line.replaceAll(" +", " "))
        .toList();
  }

  @Test
  void markdown_twoTurns_ratioIsOfEachTurnAndItsIntervalIsStudents() {
    List<String> lines = lines(new ConsoleTurn(100, 99, 2.5), new ConsoleTurn(200, 194, 3.5));

    // t(0.975, 1) = 12.706; the two ratios are 0.99 and 0.97
    assertThat(lines)
        .contains("| at work / hung | 0.980 | 0.853 to 1.107 | over 0.98 |")
        .contains("| hung / none | 1.000 | | 1 |")
        .contains("| 2 | 200 | 194 | 3.5 |");
  }

  @Test
  void markdown_header_saysWhatThePageWasSent() {
    assertThat(String.join(" ", lines(new ConsoleTurn(100, 99, 2.5))))
        .contains("its page was sent 40 events");
  }
}
