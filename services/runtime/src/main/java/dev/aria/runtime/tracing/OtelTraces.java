package dev.aria.runtime.tracing;

import dev.aria.core.record.DrawBatch;
import dev.aria.runtime.settings.TracingSettings;
import dev.aria.runtime.tracing.TracedWork.Interval;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Spans of a service for OpenTelemetry. They are sent by a thread of their own. When they come
 * faster than they can be sent, or do not arrive, they are dropped.
 */
public final class OtelTraces implements ShardTraces, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int QUEUED = 8192;

  /** Kept so that its level stays: what it would say to standard error is logged by ourselves. */
  private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry");

  private final TraceIds ids = new TraceIds();
  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final double ratio;
  private final String run;

  private OtelTraces(Resource resource, String run, double ratio, SpanProcessor processor) {
    this.run = run;
    this.ratio = ratio;
    provider =
        SdkTracerProvider.builder()
            .setIdGenerator(ids)
            .setResource(resource)
            .addSpanProcessor(processor)
            .build();
    tracer = provider.get("dev.aria");
  }

  /**
   * Sends the spans of {@code service} to the endpoint of {@code settings}, by OTLP over HTTP.
   *
   * @param run name of the run
   */
  public static OtelTraces open(TracingSettings settings, String service, String run) {
    LIBRARY.setLevel(Level.OFF);
    SpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.tracesUrl())
            .setTimeout(PATIENCE)
            .setConnectTimeout(PATIENCE)
            .build();
    return of(
        BatchSpanProcessor.builder(new WatchedExporter(exporter, settings.tracesUrl()))
            .setMaxQueueSize(QUEUED)
            .setScheduleDelay(EVERY)
            .setExporterTimeout(PATIENCE)
            .build(),
        service,
        run,
        settings.ratio());
  }

  static OtelTraces of(SpanProcessor processor, String service, String run, double ratio) {
    Resource resource =
        Resource.builder().put("service.name", service).put("service.namespace", "aria").build();
    return new OtelTraces(resource, run, ratio, processor);
  }

  @Override
  public boolean keeps(long step) {
    return ratio >= 1 || TraceIds.uniform(run, step) < ratio;
  }

  @Override
  public void add(TracedWork work) {
    if (keeps(work.draws().step())) {
      Span span = begun(work);
      for (TracedWork.Part part : work.parts()) {
        SpanBuilder inner = tracer.spanBuilder(work.stage().spanName() + " " + part.name());
        inner.setParent(Context.root().with(span));
        end(begin(inner, part.time()), part.time());
      }
      end(span, work.time());
    }
  }

  private Span begun(TracedWork work) {
    DrawBatch draws = work.draws();
    SpanContext root = TraceIds.root(draws);
    SpanBuilder builder =
        tracer
            .spanBuilder(work.stage().spanName())
            .setAttribute("aria.run", draws.run())
            .setAttribute("aria.step", draws.step())
            .setAttribute("aria.shard", (long) draws.shard())
            .setAttribute("aria.samples", (long) draws.draws().size())
            .setAttribute("aria.weights", draws.weights().text());
    work.attributes().forEach(builder::setAttribute);
    if (work.stage() == TracedStage.DRAW) {
      return ids.as(root, () -> begin(builder.setNoParent(), work.time()));
    }
    return begin(builder.setParent(Context.root().with(Span.wrap(root))), work.time());
  }

  private static Span begin(SpanBuilder builder, Interval time) {
    return builder.setStartTimestamp(time.from()).startSpan();
  }

  private static void end(Span span, Interval time) {
    span.end(time.to());
  }

  /** Sends what is left, for at most 5 s. */
  @Override
  public void close() {
    provider.shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
