package dev.aria.teacher.draws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class PoolSpeedTest {
  private long now;
  private final PoolSpeed speed = new PoolSpeed(() -> now);
  private final FairShare share = new FairShare(speed, new Hands());

  /** A clock that shows what {@code now} is. */
  private final class Hands extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH.plusNanos(now);
    }
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private void job(String worker, int samples, Duration time) {
    speed.began(worker, samples);
    pass(time);
    speed.ended(worker);
  }

  @Test
  void speed_ofSeveralWorkers_isTheirSumWhileTheyWork() {
    assertThat(speed.getAsDouble()).isNaN();
    job("a", 100, Duration.ofSeconds(1));
    pass(Duration.ofHours(1)); // nothing to do
    job("b", 10, Duration.ofSeconds(1));

    assertThat(speed.getAsDouble()).isEqualTo(110);
  }

  @Test
  void speed_ofAJobThatDoesNotEnd_fallsBeforeItEnds() {
    job("a", 100, Duration.ofSeconds(1));
    speed.began("a", 100);
    pass(Duration.ofSeconds(20));

    assertThat(speed.getAsDouble()).isEqualTo(5);
  }

  @Test
  void isDue_onceTwiceAsSlow_asksOnceAndNotTooOften() {
    assertThat(share.isDue(4)).isFalse(); // nothing is known yet
    job("a", 100, Duration.ofSeconds(1));
    assertThat(share.isDue(4)).isTrue();
    assertThat(share.isDue(4)).isFalse();

    speed.began("a", 100);
    pass(Duration.ofSeconds(2));
    assertThat(share.isDue(4)).as("asked 2 s ago").isFalse();
    pass(Duration.ofSeconds(2));
    assertThat(share.isDue(4)).isTrue();
    assertThat(share.isDue(4)).isFalse();
  }

  @Test
  void isDue_withoutAnyPartition_retriesLessAndLessOften() {
    job("a", 10, Duration.ofSeconds(1));
    assertThat(share.isDue(0)).isTrue();
    int asked = 0;
    for (int second = 0; second < 3600; second++) {
      pass(Duration.ofSeconds(1));
      asked += share.isDue(0) ? 1 : 0;
    }

    assertThat(asked).isBetween(6, 12);
    assertThat(speed.getAsDouble()).isGreaterThanOrEqualTo(10 << 6);
    job("a", 10, Duration.ofSeconds(1));
    assertThat(speed.getAsDouble()).isEqualTo(10);
  }
}
