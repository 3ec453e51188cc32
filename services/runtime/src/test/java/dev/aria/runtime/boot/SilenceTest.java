package dev.aria.runtime.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private Instant now = Instant.parse("2026-11-23T02:00:00Z");
  private final Silence silence = new Silence(Duration.ofSeconds(10), () -> now);

  @Test
  void trouble_withinWhatIsTolerated_isNone() {
    now = now.plusSeconds(10);

    assertThat(silence.trouble()).isEmpty();
  }

  @Test
  void trouble_afterwards_saysForHowLongAndSinceWhen() {
    now = now.plusSeconds(5);
    silence.ended();
    now = now.plusSeconds(12);

    assertThat(silence.trouble()).contains("has not answered for 12 s, since 2026-11-23T02:00:05Z");
  }

  @Test
  void trouble_onceAnsweredAgain_isNone() {
    now = now.plusSeconds(60);
    silence.ended();

    assertThat(silence.trouble()).isEmpty();
  }
}
