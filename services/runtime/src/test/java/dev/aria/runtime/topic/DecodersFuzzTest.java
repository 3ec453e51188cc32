package dev.aria.runtime.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.GradientChunk;
import dev.aria.core.record.PeerRecord;
import dev.aria.fuzz.Fuzzing;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever lies in a topic, its reader gets a value or {@link Undecodable}, at a bounded price. */
class DecodersFuzzTest {
  private static final int RECORDS = Fuzzing.inputs();
  private static final int CORPUS = 20;

  /** The first records load classes; a refusal has its trace and its text. */
  private static final long ALLOWANCE = 1 << 20;

  /** Heap a byte of input: an empty message in a list takes two bytes and becomes an object. */
  private static final long FACTOR = 256;

  private static final Map<String, String> NONE = Map.of();

  static Stream<Arguments> topics() {
    Values values = new Values(new SplittableRandom(23));
    return Stream.of(
        of("prompts as text", Codecs.PROMPT, NONE, values::prompt),
        of("prompts as protobuf", Codecs.PROMPT, type("application/x-protobuf"), values::prompt),
        of("tagged-prompts", Codecs.TAGGED_PROMPTS, NONE, values::page),
        of("region-maps", Codecs.REGION_MAP, NONE, values::regionMap),
        of("draws", Codecs.DRAW_BATCH, NONE, values::draws),
        of("sampler-state", Codecs.SAMPLER_STATE, NONE, values::samplerState),
        of("probes", Codecs.PROBE_SET, NONE, values::probes),
        of("targets", Codecs.TARGET_BATCH, NONE, values::targets),
        of("step-reports", Codecs.STEP_REPORT, NONE, values::report),
        of("control", Codecs.CONTROL, NONE, values::control),
        of("checkpoints", Codecs.CHECKPOINT, NONE, values::checkpoint),
        of("gradients", Codecs.GRADIENT_CHUNK, NONE, DecodersFuzzTest::gradient),
        of("peers, arrival", Codecs.PEER, NONE, () -> arrival()),
        of("peers, state", Codecs.PEER, NONE, DecodersFuzzTest::state));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("topics")
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void decode_damagedRecords_givesAValueOrUndecodable(
      String topic, Codec<?> codec, Map<String, String> headers, List<byte[]> corpus) {
    Fuzzing fuzzing = new Fuzzing(corpus, Undecodable.class, ALLOWANCE, FACTOR);

    Fuzzing.Outcome outcome =
        fuzzing.run(
            RECORDS, topic.hashCode(), input -> codec.decode(ByteBuffer.wrap(input), headers));

    assertThat(outcome.refused()).as("refused of %d", RECORDS).isGreaterThan(RECORDS / 20);
    assertThat(outcome.read()).as("read of %d", RECORDS).isGreaterThan(RECORDS / 100);
  }

  @ParameterizedTest(name = "json")
  @MethodSource("json")
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void decode_damagedJson_givesAValueOrUndecodable(List<byte[]> corpus) {
    Fuzzing fuzzing = new Fuzzing(corpus, Undecodable.class, ALLOWANCE, FACTOR);

    Fuzzing.Outcome outcome =
        fuzzing.run(
            RECORDS,
            7,
            input -> Codecs.PROMPT.decode(ByteBuffer.wrap(input), type("application/json")));

    assertThat(outcome.refused()).as("refused of %d", RECORDS).isGreaterThan(RECORDS / 20);
    assertThat(outcome.read()).as("read of %d", RECORDS).isGreaterThan(RECORDS / 100);
  }

  static Stream<Arguments> json() {
    List<byte[]> texts =
        Stream.of(
                "{\"prompt\":\"a red fox\"}",
                "{\"prompt\":\"\\u00e9 \\\"x\\\"\",\"region\":\"animals\",\"n\":[1,-2.5e300,{}]}",
                "[[[[[[[[[[[[[[[[")
            .map(text -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .toList();
    return Stream.of(Arguments.of(texts));
  }

  private static <T> Arguments of(
      String topic, Codec<T> codec, Map<String, String> headers, Supplier<T> values) {
    List<byte[]> corpus = new ArrayList<>();
    for (int i = 0; i < CORPUS; i++) {
      corpus.add(codec.encode(values.get()));
    }
    return Arguments.of(topic, codec, headers, corpus);
  }

  private static Map<String, String> type(String type) {
    return Map.of("content-type", type);
  }

  private static GradientChunk gradient() {
    ByteBuffer values = ByteBuffer.allocate(24);
    return new GradientChunk("r", "s", 1, 7, 0, 2, 99, "w", 0.5, 100, 20, values);
  }

  private static PeerRecord arrival() {
    return new PeerRecord.Arrival("r", "s", 1, "trainer", true);
  }

  private static PeerRecord state() {
    return new PeerRecord.StateChunk("r", "s", 1, "offer", 7, 100, 20, ByteBuffer.allocate(24));
  }
}
