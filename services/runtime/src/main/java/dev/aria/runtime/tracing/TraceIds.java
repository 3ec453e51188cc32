package dev.aria.runtime.tracing;

import dev.aria.core.digest.Sha256;
import dev.aria.core.record.DrawBatch;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers of spans. Those of a root follow from its run, lineage, step and shard alone, so that
 * every service puts its spans into the same trace although none hands an identifier on. Others are
 * random.
 */
final class TraceIds implements IdGenerator {
  private static final int TRACE_CHARACTERS = 32;
  private static final int SPAN_CHARACTERS = 16;

  private static final ThreadLocal<@Nullable SpanContext> ROOT = new ThreadLocal<>();

  private final IdGenerator random = IdGenerator.random();

  /** The root span of the trace of {@code draws}. */
  static SpanContext root(DrawBatch draws) {
    String digest =
        Sha256.of(
            "%s/%d/%d/%d".formatted(draws.run(), draws.lineage(), draws.step(), draws.shard()));
    return SpanContext.createFromRemoteParent(
        digest.substring(0, TRACE_CHARACTERS),
        digest.substring(TRACE_CHARACTERS, TRACE_CHARACTERS + SPAN_CHARACTERS),
        TraceFlags.getSampled(),
        TraceState.getDefault());
  }

  /** A number in [0, 1) that follows from run and step alone. */
  static double uniform(String run, long step) {
    return (Sha256.firstLong("%s/%d".formatted(run, step)) >>> 11) * 0x1p-53;
  }

  /** What {@code begin} begins without a parent is {@code context}. */
  <T> T as(SpanContext context, Supplier<T> begin) {
    ROOT.set(context);
    try {
      return begin.get();
    } finally {
      ROOT.remove();
    }
  }

  @Override
  public String generateTraceId() {
    SpanContext given = ROOT.get();
    return given == null ? random.generateTraceId() : given.getTraceId();
  }

  @Override
  public String generateSpanId() {
    SpanContext given = ROOT.get();
    return given == null ? random.generateSpanId() : given.getSpanId();
  }
}
