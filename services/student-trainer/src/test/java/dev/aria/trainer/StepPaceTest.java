package dev.aria.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class StepPaceTest {
  private static final Duration TICK = Duration.ofMillis(1);

  private final StepPace pace = new StepPace();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void patience_peerThatGivesNothing_doesNotGrow() {
    for (int step = 0; step < 50; step++) {
      inVain(Duration.ofMillis(200));
    }

    assertThat(pace.patience()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void patience_ownWorkLongerThanTheLeast_growsToFiveTimesThatAndNoFurther() {
    for (int step = 0; step < 50; step++) {
      inVain(Duration.ofSeconds(10));
    }

    assertThat(pace.patience()).isBetween(Duration.ofSeconds(49), Duration.ofSeconds(50));
  }

  @Test
  void patience_peersThatTakeLongerButDeliver_givesThemFiveTimesAsLong() {
    for (int step = 0; step < 50; step++) {
      Instant start = pace.begin(now);
      pace.waits(start, now.plusMillis(100));
      now = now.plusMillis(1500);
      pace.done(start, now);
    }

    assertThat(pace.patience()).isBetween(Duration.ofMillis(7400), Duration.ofMillis(7500));
  }

  /** Works, waits for as long as patience lasts, does the others' work as well. */
  private void inVain(Duration work) {
    Instant start = pace.begin(now);
    now = now.plus(work);
    assertThat(pace.waits(start, now)).isTrue();
    Instant until = start.plus(pace.patience());
    now = (until.isAfter(now) ? until : now).plus(work).plus(TICK);
    assertThat(pace.begin(now)).isEqualTo(start);
    pace.done(start, now);
  }
}
