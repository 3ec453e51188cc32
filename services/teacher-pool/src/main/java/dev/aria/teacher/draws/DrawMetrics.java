package dev.aria.teacher.draws;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** How many draw batches a pool has answered and refused. Thread-safe. */
final class DrawMetrics {
  private final Counter batches;
  private final Counter refused;

  DrawMetrics(MeterRegistry registry) {
    this.batches =
        Counter.builder("aria.teacher.batches")
            .description("Draw batches whose targets were committed")
            .register(registry);
    this.refused =
        Counter.builder("aria.teacher.refused")
            .description("Draw batches of another run, or whose samples cannot be rebuilt")
            .register(registry);
  }

  /** Targets of {@code count} draw batches were committed. */
  void committed(int count) {
    batches.increment(count);
  }

  /** A draw batch was of another run, or could not be rebuilt. */
  void refused() {
    refused.increment();
  }
}
