package dev.aria.trials.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.aria.trials.bench.ProcessTimes.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProcessTimesTest {
  @Test
  void cores_betweenTheNearestReadings_isTimeSpentOverTimePassed() {
    List<Reading> readings =
        List.of(
            reading(0, Map.of("trainer", Duration.ofSeconds(3))),
            reading(10, Map.of("trainer", Duration.ofSeconds(5))),
            reading(14, Map.of("trainer", Duration.ofSeconds(9), "late", Duration.ofSeconds(2))),
            reading(20, Map.of("trainer", Duration.ofSeconds(9))));

    Map<String, Double> cores =
        ProcessTimes.cores(readings, Instant.ofEpochSecond(9), Instant.ofEpochSecond(15));

    assertThat(cores).containsOnly(entry("trainer", 1.0), entry("late", 0.5));
  }

  private static Reading reading(long second, Map<String, Duration> spent) {
    return new Reading(Instant.ofEpochSecond(second), spent);
  }

  @Test
  void cores_oneReading_isEmpty() {
    List<Reading> one = List.of(reading(0, Map.of("trainer", Duration.ofSeconds(3))));

    assertThat(ProcessTimes.cores(one, Instant.EPOCH, Instant.ofEpochSecond(9))).isEmpty();
  }

  @Test
  void name_ofOurs_isItsMainClass() {
    List<String> ours =
        List.of("/usr/bin/java", "-cp", "lib/a.jar", "dev.aria.trainer.StudentTrainerMain", "x");

    assertThat(ProcessTimes.name(ours)).isEqualTo("StudentTrainerMain");
    assertThat(ProcessTimes.name(List.of("/usr/bin/redis-server 127.0.0.1:6379")))
        .isEqualTo("redis-server");
  }
}
