package dev.aria.runtime.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RedisOutageTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10); // nanoTime may wrap
  private final RedisOutage outage = new RedisOutage("Redis at here:1", now::get);

  @Test
  void failed_firstTime_saysSo() {
    assertThat(outage.failed("refused"))
        .contains("Redis at here:1 is unavailable (refused); going on without it, trying again");
  }

  @Test
  void failed_tenTimesASecondForAMinute_saysSoAtDoublingIntervals() {
    int lines = 0;

    for (int call = 0; call <= 600; call++) {
      lines += outage.failed("refused").isPresent() ? 1 : 0;
      now.addAndGet(Duration.ofMillis(100).toNanos());
    }

    assertThat(lines).isEqualTo(4); // after 0, 5, 15 and 35 s
  }

  @Test
  void succeeded_afterFailure_saysSoOnce() {
    outage.failed("refused");
    now.addAndGet(Duration.ofSeconds(7).toNanos());

    assertThat(outage.succeeded()).contains("Redis at here:1 is back after 7 s");
    assertThat(outage.succeeded()).isEmpty();
  }

  @Test
  void succeeded_neverAway_saysNothing() {
    assertThat(outage.succeeded()).isEmpty();
  }
}
