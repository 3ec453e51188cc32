package dev.aria.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.fixtures.SettableClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class BytesBarTest {
  @Test
  void at_withoutATerminal_isAPlainLineAndTheLast() {
    StringWriter log = new StringWriter();
    try (BytesBar bar =
        new BytesBar("pairs", 20 << 20, new PrintWriter(log), false, new SettableClock())) {
      bar.at(0, " 0 pairs, 0 rejected");
      bar.at(5 << 20, " 7 pairs, 0 rejected");
      bar.at(20 << 20, " 30 pairs, 1 rejected");
    }

    assertThat(log.toString().lines())
        .containsExactly(
            "pairs: 0 of 20 MB 0 pairs, 0 rejected", "pairs: 20 of 20 MB 30 pairs, 1 rejected");
  }
}
