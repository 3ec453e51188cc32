package dev.aria.teacher;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** How long a pool's workers wait. Thread-safe. */
final class WorkerMetrics {
  private final Timer waits;

  WorkerMetrics(MeterRegistry registry) {
    this.waits =
        Timer.builder("aria.teacher.waits")
            .description("Time that a worker had nothing to do before a job")
            .register(registry);
  }

  /** A worker had nothing to do for {@code time}. */
  void waited(Duration time) {
    waits.record(time);
  }
}
