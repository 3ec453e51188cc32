package dev.aria.runtime.topic;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.aria.proto.checkpoint.v1.CheckpointPublished;
import dev.aria.proto.control.v1.Control;
import dev.aria.proto.draw.v1.DrawBatch;
import dev.aria.proto.draw.v1.SamplerState;
import dev.aria.proto.exchange.v1.GradientChunk;
import dev.aria.proto.exchange.v1.Peer;
import dev.aria.proto.probe.v1.ProbeSet;
import dev.aria.proto.prompt.v1.Prompt;
import dev.aria.proto.prompt.v1.TaggedPrompts;
import dev.aria.proto.region.v1.RegionMap;
import dev.aria.proto.report.v1.StepReport;
import dev.aria.proto.target.v1.TargetBatch;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Records of any topic of ours as lines of JSON, to be looked at. */
public final class WireMessages {
  private static final Pattern TOPIC =
      Pattern.compile("aria\\.[a-zA-Z0-9_-]{1,60}\\.([a-z-]+)(?:\\.[a-zA-Z0-9_-]+)?\\.v\\d+");

  private static final Map<String, Message> KINDS =
      Map.ofEntries(
          Map.entry("prompts", Prompt.getDefaultInstance()),
          Map.entry("tagged-prompts", TaggedPrompts.getDefaultInstance()),
          Map.entry("region-maps", RegionMap.getDefaultInstance()),
          Map.entry("draws", DrawBatch.getDefaultInstance()),
          Map.entry("sampler-state", SamplerState.getDefaultInstance()),
          Map.entry("probes", ProbeSet.getDefaultInstance()),
          Map.entry("targets", TargetBatch.getDefaultInstance()),
          Map.entry("step-reports", StepReport.getDefaultInstance()),
          Map.entry("control", Control.getDefaultInstance()),
          Map.entry("checkpoints", CheckpointPublished.getDefaultInstance()),
          Map.entry("gradients", GradientChunk.getDefaultInstance()),
          Map.entry("peers", Peer.getDefaultInstance()));

  private WireMessages() {}

  /**
   * Topic {@code name}, to be read only: fields under their names in the schema, the values of
   * tensors left out.
   *
   * @param partitions that it has
   * @return empty when it is none of ours
   */
  public static Optional<Topic<String>> topic(String name, int partitions) {
    Matcher matcher = TOPIC.matcher(name);
    return matcher.matches()
        ? Optional.ofNullable(KINDS.get(matcher.group(1)))
            .map(kind -> new Topic<>(name, partitions, false, Duration.ofDays(1), codec(kind)))
        : Optional.empty();
  }

  /** Anyone may write prompts, in any of three forms, which the headers tell apart. */
  private static Codec<String> codec(Message kind) {
    PromptCodec prompts = new PromptCodec();
    return kind instanceof Prompt
        ? new ReadOnlyCodec<>(
            (bytes, headers) -> RecordText.json(PromptCodec.write(prompts.decode(bytes, headers))))
        : new ReadOnlyCodec<>((bytes, headers) -> RecordText.json(parsed(kind, bytes)));
  }

  private static Message parsed(Message kind, ByteBuffer bytes) {
    try {
      return kind.getParserForType().parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new Undecodable(
          "no %s: %s".formatted(kind.getDescriptorForType().getName(), e.getMessage()), e);
    }
  }
}
