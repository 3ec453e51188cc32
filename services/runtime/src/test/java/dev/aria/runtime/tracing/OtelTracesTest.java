package dev.aria.runtime.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OtelTracesTest {
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final OtelTraces streamer = service("prompt-streamer", 1);
  private final OtelTraces pool = service("teacher-pool", 1);
  private final OtelTraces trainer = service("student-trainer", 1);

  @Test
  void add_stagesOfAShardInThreeServices_areOneTraceInOrder() {
    trainer.add(Shards.learn(7, 2, "student", true));
    pool.add(Shards.target(7, 2));
    streamer.add(Shards.draw(7, 2));

    List<SpanData> inOrder =
        spans.getFinishedSpanItems().stream()
            .sorted(
                Comparator.comparingLong(SpanData::getStartEpochNanos)
                    .thenComparing(SpanData::getName))
            .toList();
    assertThat(inOrder)
        .extracting(SpanData::getName)
        .containsExactly(
            "draw", "target", "target wait", "target inference", "target produce", "learn");
    assertThat(inOrder).extracting(SpanData::getTraceId).containsOnly(inOrder.get(0).getTraceId());
    SpanData draw = inOrder.get(0);
    assertThat(draw.getParentSpanContext().isValid()).isFalse();
    assertThat(List.of(inOrder.get(1), inOrder.get(5)))
        .allMatch(span -> span.getParentSpanId().equals(draw.getSpanId()));
    assertThat(inOrder.subList(2, 5))
        .allMatch(span -> span.getParentSpanId().equals(inOrder.get(1).getSpanId()));
    assertThat(inOrder)
        .extracting(span -> span.getResource().getAttribute(AttributeKey.stringKey("service.name")))
        .containsExactly(
            "prompt-streamer",
            "teacher-pool",
            "teacher-pool",
            "teacher-pool",
            "teacher-pool",
            "student-trainer");
    assertThat(draw.getAttributes().get(AttributeKey.longKey("aria.step"))).isEqualTo(7);
    assertThat(draw.getAttributes().get(AttributeKey.longKey("aria.shard"))).isEqualTo(2);
  }

  @Test
  void add_otherShardsAndSteps_areOtherTraces() {
    for (long step = 0; step < 10; step++) {
      for (int shard = 0; shard < 10; shard++) {
        streamer.add(Shards.draw(step, shard));
      }
    }

    assertThat(
            spans.getFinishedSpanItems().stream()
                .map(SpanData::getTraceId)
                .collect(Collectors.toSet()))
        .hasSize(100);
  }

  @Test
  void add_replay_isInTheTraceOfItsTargetsAndTellsThatItDoesNotLead() {
    trainer.add(Shards.learn(3, 0, "student", true));
    service("student-trainer", 1).add(Shards.learn(3, 0, "small", false));

    List<SpanData> learned = spans.getFinishedSpanItems();
    assertThat(learned).extracting(SpanData::getTraceId).containsOnly(learned.get(0).getTraceId());
    assertThat(learned)
        .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("aria.lead")))
        .containsExactly("true", "false");
    assertThat(learned).extracting(SpanData::getSpanId).doesNotHaveDuplicates();
  }

  @Test
  void keeps_ratio_isThatPartOfTheStepsAndTheSameInEveryService() {
    OtelTraces some = service("prompt-streamer", 0.2);
    OtelTraces others = service("student-trainer", 0.2);

    long kept = LongStream.range(0, 10_000).filter(some::keeps).count();

    assertThat(kept / 10_000.0).isCloseTo(0.2, within(0.02));
    assertThat(LongStream.range(0, 1000).filter(step -> some.keeps(step) != others.keeps(step)))
        .isEmpty();
    LongStream.range(0, 100).forEach(step -> some.add(Shards.draw(step, 1)));
    assertThat(spans.getFinishedSpanItems())
        .extracting(span -> span.getAttributes().get(AttributeKey.longKey("aria.step")))
        .containsExactlyElementsOf(LongStream.range(0, 100).filter(others::keeps).boxed().toList());
  }

  private OtelTraces service(String name, double ratio) {
    return OtelTraces.of(SimpleSpanProcessor.create(spans), name, "r", ratio);
  }
}
