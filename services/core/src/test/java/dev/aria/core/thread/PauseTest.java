package dev.aria.core.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PauseTest {
  private static final Duration TIME = Duration.ofMillis(20);
  private static final Duration FAR = Duration.ofHours(1);

  @Test
  void upTo_notInterrupted_lastsAsLong() {
    long began = System.nanoTime();

    Pause.upTo(TIME);

    assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(TIME.toNanos());
  }

  @Test
  void upTo_interrupted_returnsAtOnceAndKeepsTheStatus() {
    Thread.currentThread().interrupt();

    Pause.upTo(FAR);

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void of_interrupted_saysAmidWhatAndKeepsTheStatus() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Pause.of(FAR, "following the run"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("interrupted while following the run");
    assertThat(Thread.interrupted()).isTrue();
  }
}
