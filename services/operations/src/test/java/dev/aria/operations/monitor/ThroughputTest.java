package dev.aria.operations.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ThroughputTest {
  private final Throughput throughput = new Throughput(Duration.ofSeconds(10));

  @Test
  void perSecond_steadyCounter_isItsRate() {
    for (int second = 0; second <= 30; second++) {
      throughput.mark(Instant.ofEpochSecond(second), second * 7L);
    }

    assertThat(throughput.perSecond()).isCloseTo(7, within(1e-9));
    assertThat(throughput.until(280)).contains(Duration.ofSeconds(10));
  }

  @Test
  void perSecond_rateChanged_forgetsWhatIsOlderThanTheWindow() {
    for (int second = 0; second <= 100; second++) {
      throughput.mark(
          Instant.ofEpochSecond(second), second <= 50 ? second : 50 + (second - 50) * 9L);
    }

    assertThat(throughput.perSecond()).isCloseTo(9, within(1e-9));
  }

  @Test
  void until_counterStandsStill_isUnknown() {
    throughput.mark(Instant.ofEpochSecond(1), 5);
    throughput.mark(Instant.ofEpochSecond(2), 5);

    assertThat(throughput.until(10)).isEmpty();
  }
}
