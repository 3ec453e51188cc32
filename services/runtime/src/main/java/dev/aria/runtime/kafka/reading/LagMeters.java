package dev.aria.runtime.kafka.reading;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many records the readers of a process have yet to read, as a gauge for each topic that is
 * being read. A partition that several read counts once, as the one furthest behind has it.
 * Thread-safe.
 */
public final class LagMeters {
  private final MeterRegistry registry;
  private final Map<String, Measured> byTopic = new HashMap<>();

  public LagMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  private record Measured(Set<ReaderLag> readers, Gauge gauge) {}

  synchronized void add(String topic, ReaderLag reader) {
    byTopic.computeIfAbsent(topic, this::measured).readers().add(reader);
  }

  private Measured measured(String topic) {
    Set<ReaderLag> readers = ConcurrentHashMap.newKeySet();
    Gauge gauge =
        Gauge.builder("aria.consumer.lag.records", readers, LagMeters::behind)
            .description("Committed records of the topic that this process has yet to read")
            .tag("topic", topic)
            .register(registry);
    return new Measured(readers, gauge);
  }

  synchronized void remove(String topic, ReaderLag reader) {
    Measured measured = byTopic.get(topic);
    if (measured != null && measured.readers().remove(reader) && measured.readers().isEmpty()) {
      registry.remove(measured.gauge());
      byTopic.remove(topic);
    }
  }

  private static double behind(Set<ReaderLag> readers) {
    Map<Integer, Long> furthest = new HashMap<>();
    for (ReaderLag reader : readers) {
      reader.records().forEach((partition, lag) -> furthest.merge(partition, lag, Math::max));
    }
    return furthest.values().stream().mapToLong(Long::longValue).sum();
  }
}
