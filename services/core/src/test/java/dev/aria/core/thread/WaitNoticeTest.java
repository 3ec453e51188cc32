package dev.aria.core.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WaitNoticeTest {
  private Instant now = Instant.EPOCH;
  private final List<String> said = new ArrayList<>();
  private final WaitNotice notice = new WaitNotice(() -> now, said::add);

  private void waitSeconds(int seconds) {
    for (int second = 0; second < seconds; second++) {
      notice.waiting(() -> "waiting");
      now = now.plus(Duration.ofSeconds(1));
    }
  }

  @Test
  void waiting_lessThanFiveSeconds_saysNothing() {
    waitSeconds(5);

    assertThat(said).isEmpty();
  }

  @Test
  void waiting_overAMinute_saysSoAtFiveAndThenEveryThirtySeconds() {
    waitSeconds(70);

    assertThat(said).hasSize(3);
  }

  @Test
  void over_betweenWaits_startsAnewButKeepsTheThirtySeconds() {
    for (int wait = 0; wait < 10; wait++) {
      waitSeconds(7);
      notice.over();
    }

    assertThat(said).hasSize(2); // within 70 s: at 5 s, and in the first wait after 35 s
  }
}
