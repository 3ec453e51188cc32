package dev.aria.runtime.tracing;

import dev.aria.core.record.DrawBatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One stage of one (step, shard), once it is over.
 *
 * @param stage what was done
 * @param draws of the (step, shard)
 * @param time when
 * @param attributes what else is to be known of it, by name
 * @param parts what it consisted of, in order
 */
public record TracedWork(
    TracedStage stage,
    DrawBatch draws,
    Interval time,
    Map<String, String> attributes,
    List<Part> parts) {
  public TracedWork {
    attributes = Map.copyOf(attributes);
    parts = List.copyOf(parts);
  }

  /** A stage without parts. */
  public static TracedWork of(
      TracedStage stage, DrawBatch draws, Interval time, Map<String, String> attributes) {
    return new TracedWork(stage, draws, time, attributes, List.of());
  }

  /** From {@code from} until {@code to}. */
  public record Interval(Instant from, Instant to) {}

  /** A part of a stage. */
  public record Part(String name, Interval time) {}
}
