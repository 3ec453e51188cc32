package dev.aria.streamer.tagging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What the tagger shows of itself; registered once a process, so that it outlives a restart. */
final class TaggerMeters {
  private final AtomicLong tagged;
  private final AtomicLong remaining;
  private final Counter refused;
  private long lastRefused;

  TaggerMeters(MeterRegistry meters) {
    tagged = gauge(meters, "aria.tagger.tagged", "Prompts tagged by this process");
    remaining = gauge(meters, "aria.tagger.remaining", "Prompts of this process not tagged yet");
    refused =
        Counter.builder("aria.tagger.refused")
            .description("Prompts that could be read but not tagged")
            .register(meters);
  }

  private static AtomicLong gauge(MeterRegistry meters, String name, String description) {
    AtomicLong value = new AtomicLong();
    Gauge.builder(name, value, AtomicLong::doubleValue).description(description).register(meters);
    return value;
  }

  void observe(Tagging tagging, long justTagged) {
    tagged.addAndGet(justTagged);
    remaining.set(tagging.remaining());
    refused.increment((double) Math.max(0, tagging.refused() - lastRefused));
    lastRefused = tagging.refused();
  }
}
