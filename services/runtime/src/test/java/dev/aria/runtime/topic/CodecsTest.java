package dev.aria.runtime.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.PolicyConstants;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.record.WeightsVersion;
import dev.aria.core.tensor.ElementType;
import dev.aria.proto.control.v1.Control;
import dev.aria.proto.control.v1.SamplingWeights;
import dev.aria.proto.draw.v1.Branch;
import dev.aria.proto.draw.v1.DrawBatch;
import dev.aria.proto.probe.v1.ProbeSet;
import dev.aria.proto.report.v1.StepReport;
import dev.aria.proto.tensor.v1.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CodecsTest {
  private static final Values VALUES = new Values(new SplittableRandom(17));

  static Stream<Arguments> codecs() {
    return Stream.of(
        of("prompt", Codecs.PROMPT, Values::prompt),
        of("page", Codecs.TAGGED_PROMPTS, Values::page),
        of("region map", Codecs.REGION_MAP, Values::regionMap),
        of("draws", Codecs.DRAW_BATCH, Values::draws),
        of("sampler state", Codecs.SAMPLER_STATE, Values::samplerState),
        of("probes", Codecs.PROBE_SET, Values::probes),
        of("targets", Codecs.TARGET_BATCH, Values::targets),
        of("report", Codecs.STEP_REPORT, Values::report),
        of("control", Codecs.CONTROL, Values::control),
        of("checkpoint", Codecs.CHECKPOINT, Values::checkpoint),
        of("gradients", Codecs.GRADIENT_CHUNK, Values::gradient),
        of("peers", Codecs.PEER, Values::peer));
  }

  private static <T> Arguments of(String name, Codec<T> codec, Function<Values, T> value) {
    return Arguments.of(name, codec, value);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("codecs")
  <T> void decode_ofEncoded_givesTheValue(
      String name, Codec<T> codec, Function<Values, T> generate) {
    for (int i = 0; i < 200; i++) {
      T value = generate.apply(VALUES);

      ByteBuffer bytes = ByteBuffer.wrap(codec.encode(value));

      assertThat(codec.decode(bytes, codec.headers(value))).isEqualTo(value);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("codecs")
  <T> void decode_ofDamagedBytes_givesAValueOrUndecodable(
      String name, Codec<T> codec, Function<Values, T> generate) {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 500; i++) {
      T value = generate.apply(VALUES);
      byte[] bytes = codec.encode(value);
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }

      ByteBuffer damaged = ByteBuffer.wrap(bytes, 0, 1 + random.nextInt(bytes.length));

      assertThatCode(() -> decodeOrUndecodable(codec, damaged, value)).doesNotThrowAnyException();
    }
  }

  private static <T> void decodeOrUndecodable(Codec<T> codec, ByteBuffer bytes, T original) {
    try {
      codec.decode(bytes, codec.headers(original));
    } catch (Undecodable e) {
      assertThat(e).hasMessageMatching("(?s).{10,}");
    }
  }

  @Test
  void decode_ofTargets_sharesTheBuffer() {
    TargetBatch batch = VALUES.targets();
    byte[] bytes = Codecs.TARGET_BATCH.encode(batch);
    TargetBatch decoded = Codecs.TARGET_BATCH.decode(ByteBuffer.wrap(bytes));
    byte[] noise = new byte[batch.outputs().bytes().remaining()];
    batch.outputs().bytes().get(noise);
    int at =
        new String(bytes, StandardCharsets.ISO_8859_1)
            .indexOf(new String(noise, StandardCharsets.ISO_8859_1));

    bytes[at] ^= 1;

    assertThat(decoded.outputs().bytes().get(0)).isEqualTo(bytes[at]);
  }

  @Test
  void decode_recordAboveTheLimit_isRefusedUnparsed() {
    ByteBuffer large = ByteBuffer.allocate(ProtoCodec.MAX_BYTES + 1);

    assertThatThrownBy(() -> Codecs.STEP_REPORT.decode(large))
        .isInstanceOf(Undecodable.class)
        .hasMessage("step report of 8388609 bytes, at most 8388608 are accepted");
  }

  @Test
  void decode_millionsOfEmptyMessages_isRefusedBeforeTheyAreMade() {
    byte[] empty = repeated(ProtoCodec.MAX_BYTES, Control.WEIGHTS_FIELD_NUMBER << 3 | 2, 0);
    byte[] inner = repeated(1 << 20, SamplingWeights.REGIONS_FIELD_NUMBER << 3 | 2, 0);
    byte[] regions =
        Control.newBuilder()
            .setRun("r")
            .build()
            .toByteString()
            .concat(Control.newBuilder().setWeights(parsed(inner)).build().toByteString())
            .toByteArray();

    assertRefused(Codecs.CONTROL, empty, "more than 262144 parts");
    assertRefused(Codecs.CONTROL, regions, "more than 262144 parts");
  }

  @Test
  void decode_millionsOfListElementsOrUnknownFields_isRefused() {
    byte[] packed = new byte[1 << 20];
    byte[] probes =
        ByteBuffer.allocate(packed.length + 4)
            .put((byte) (ProbeSet.TIMESTEPS_FIELD_NUMBER << 3 | 2))
            .put(new byte[] {(byte) 0x80, (byte) 0x80, 0x40})
            .put(packed)
            .array();
    byte[] unknown = repeated(1 << 20, 15 << 3, 1);

    assertRefused(Codecs.PROBE_SET, probes, "more than 262144 parts");
    assertRefused(Codecs.PEER, unknown, "more than 262144 parts");
  }

  private static byte[] repeated(int length, int... bytes) {
    byte[] record = new byte[length];
    for (int i = 0; i < length; i++) {
      record[i] = (byte) bytes[i % bytes.length];
    }
    return record;
  }

  private static SamplingWeights parsed(byte[] bytes) {
    try {
      return SamplingWeights.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void decode_unspecifiedBranch_isRefused() throws Exception {
    DrawBatch.Builder batch =
        DrawBatch.parseFrom(Codecs.DRAW_BATCH.encode(VALUES.draws())).toBuilder();
    batch.getDrawsBuilder(0).setBranch(Branch.BRANCH_UNSPECIFIED);

    assertRefused(
        Codecs.DRAW_BATCH, batch.build().toByteArray(), "neither paired, swapped, null nor path");
  }

  @Test
  void decode_unknownBranch_isRefused() throws Exception {
    DrawBatch.Builder batch =
        DrawBatch.parseFrom(Codecs.DRAW_BATCH.encode(VALUES.draws())).toBuilder();
    batch.getDrawsBuilder(0).setBranchValue(77);

    assertRefused(
        Codecs.DRAW_BATCH, batch.build().toByteArray(), "neither paired, swapped, null nor path");
  }

  @Test
  void decode_controlWithoutContent_isRefused() {
    byte[] bytes = Control.newBuilder().setRun("r").build().toByteArray();

    assertRefused(Codecs.CONTROL, bytes, "neither weights nor a command");
  }

  /** Bytes as they were written before the constants could be set. */
  @Test
  void decode_weightsWithoutConstants_readsTheDefaults() {
    byte[] bytes =
        HexFormat.of()
            .parseHex(
                "0a0172" // run "r"
                    + "1225" // weights, of 37 bytes
                    + "0a0408011002" // version: term 1, number 2
                    + "1a036d6170" // region map "map"
                    + "220461726961" // policy "aria"
                    + "31000000000000f03f" // theta 1
                    + "3a0909000000000000f03f"); // one region, of weight 1

    ControlRecord record = Codecs.CONTROL.decode(ByteBuffer.wrap(bytes));

    assertThat(record)
        .isEqualTo(
            new ControlRecord.SamplingWeights(
                "r",
                new WeightsVersion(1, 2),
                0,
                "map",
                "aria",
                PolicyConstants.DEFAULTS,
                0,
                1,
                List.of(new RegionWeight(1, 0, 0, 0, 0, 0))));
  }

  @Test
  void decode_weightsWithAConstantOutOfRange_isRefused() throws Exception {
    Control.Builder control = Control.newBuilder().setRun("r");
    control.getWeightsBuilder().setRegionMapDigest("map").setPolicy("aria");
    control.getWeightsBuilder().getConstantsBuilder().setNaturalShare(1.5);

    assertRefused(Codecs.CONTROL, control.build().toByteArray(), "natural-share is 1.5");
  }

  @Test
  void decode_tensorWithoutElementType_isRefused() {
    assertRefused(Codecs.DRAW_BATCH, draws(Tensor.newBuilder().addShape(0)), "no known element");
  }

  @Test
  void decode_tensorOfHugeShape_isRefused() {
    Tensor.Builder huge = float32().addShape(1 << 30).addShape(1 << 30).addShape(1 << 30);

    assertRefused(Codecs.DRAW_BATCH, draws(huge), "has shape", "only 0 elements");
  }

  @Test
  void decode_tensorOfNegativeExtent_isRefused() {
    assertRefused(Codecs.DRAW_BATCH, draws(float32().addShape(-1)), "extent 4294967295");
  }

  @Test
  void decode_tensorWithoutShape_isRefused() {
    assertRefused(Codecs.DRAW_BATCH, draws(float32()), "0 dimensions");
  }

  @Test
  void decode_tensorShorterThanItsShape_isRefused() {
    Tensor.Builder tensor =
        float32().addShape(2).addShape(3).setData(ByteString.copyFrom(new byte[20]));

    assertRefused(Codecs.DRAW_BATCH, draws(tensor), "conditions", "needs 24 bytes, got 20");
  }

  @Test
  void decode_conditionsWithNaN_isRefused() {
    byte[] bytes = {0, 0, 0, 0, 0, 0, (byte) 0xc0, 0x7f};
    Tensor.Builder tensor = float32().addShape(1).addShape(2).setData(ByteString.copyFrom(bytes));

    assertRefused(Codecs.DRAW_BATCH, draws(tensor), "NaN or infinite at element 1");
  }

  @Test
  void decode_binBeyondTheLast_isRefused() {
    StepReport.Builder report = StepReport.newBuilder();
    report.addTrainingBuilder().setBin(16).setBranch(Branch.BRANCH_PAIRED);

    assertRefused(Codecs.STEP_REPORT, report.build().toByteArray(), "bin is 16, must be below 16");
  }

  @Test
  void decode_ofHalfTargets_keepsTheType() {
    TargetBatch batch = VALUES.targets();
    TargetBatch half =
        new TargetBatch(
            batch.draws(),
            batch.outputs().as(ElementType.FLOAT16),
            batch.pathStates().as(ElementType.FLOAT16),
            "t",
            1);

    byte[] bytes = Codecs.TARGET_BATCH.encode(half);

    assertThat(Codecs.TARGET_BATCH.decode(ByteBuffer.wrap(bytes)).outputs().type())
        .isEqualTo(ElementType.FLOAT16);
  }

  private static Tensor.Builder float32() {
    return Tensor.newBuilder()
        .setElementType(dev.aria.proto.tensor.v1.ElementType.ELEMENT_TYPE_FLOAT32);
  }

  private static byte[] draws(Tensor.Builder conditions) {
    return DrawBatch.newBuilder()
        .setRun("r")
        .setRegionMapDigest("m")
        .setPairedSetDigest("p")
        .setConditions(conditions)
        .build()
        .toByteArray();
  }

  private static void assertRefused(Codec<?> codec, byte[] bytes, String... reasons) {
    assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(bytes)))
        .isInstanceOf(Undecodable.class)
        .hasMessageContainingAll(reasons);
  }
}
