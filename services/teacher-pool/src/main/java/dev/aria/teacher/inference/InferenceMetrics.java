package dev.aria.teacher.inference;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** What the calls of a pool's teachers count. Thread-safe. */
public final class InferenceMetrics {
  private final Counter passes;
  private final Counter repeats;
  private final Timer calls;

  public InferenceMetrics(MeterRegistry registry) {
    this.passes =
        Counter.builder("aria.teacher.passes")
            .description("Samples sent through the teacher")
            .register(registry);
    this.repeats =
        Counter.builder("aria.teacher.paths.repeats")
            .description("Passes that lead to a position on a path without a draw there")
            .register(registry);
    this.calls =
        Timer.builder("aria.teacher.calls")
            .description("Time of one call of the teacher over many samples")
            .register(registry);
  }

  /** {@code passes} lead to positions of paths at which there is no draw. */
  void repeated(int passes) {
    repeats.increment(passes);
  }

  /** Times one call of the teacher over {@code samples} samples. */
  float[] call(int samples, Supplier<float[]> call) {
    passes.increment(samples);
    return calls.record(call);
  }
}
