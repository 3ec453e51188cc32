package dev.aria.runtime.topic;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.GradientChunk;
import dev.aria.core.record.PeerRecord;
import dev.aria.core.record.ProbeSet;
import dev.aria.core.record.PromptRecord;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.SamplerState;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.core.record.TargetBatch;
import dev.aria.proto.control.v1.Control;
import dev.aria.proto.exchange.v1.Peer;
import dev.aria.proto.region.v1.RegionMap;
import dev.aria.runtime.topic.message.CheckpointPublishedMessage;
import dev.aria.runtime.topic.message.ControlMessage;
import dev.aria.runtime.topic.message.DrawBatchMessage;
import dev.aria.runtime.topic.message.GradientChunkMessage;
import dev.aria.runtime.topic.message.PeerMessage;
import dev.aria.runtime.topic.message.ProbeSetMessage;
import dev.aria.runtime.topic.message.RegionMapMessage;
import dev.aria.runtime.topic.message.SamplerStateMessage;
import dev.aria.runtime.topic.message.StepReportMessage;
import dev.aria.runtime.topic.message.TaggedPromptsMessage;
import dev.aria.runtime.topic.message.TargetBatchMessage;

/** One codec a topic. Each is thread-safe, and its decoded tensors are views of the record. */
final class Codecs {
  static final Codec<PromptRecord> PROMPT = new PromptCodec();

  static final Codec<TaggedPrompts> TAGGED_PROMPTS =
      new ProtoCodec<>(
          "page of tagged prompts",
          dev.aria.proto.prompt.v1.TaggedPrompts.parser(),
          dev.aria.proto.prompt.v1.TaggedPrompts.getDescriptor(),
          TaggedPromptsMessage::write,
          TaggedPromptsMessage::read);

  static final Codec<RegionMapRecord> REGION_MAP =
      new ProtoCodec<>(
          "region map",
          RegionMap.parser(),
          RegionMap.getDescriptor(),
          RegionMapMessage::write,
          RegionMapMessage::read);

  static final Codec<DrawBatch> DRAW_BATCH =
      new ProtoCodec<>(
          "draw batch",
          dev.aria.proto.draw.v1.DrawBatch.parser(),
          dev.aria.proto.draw.v1.DrawBatch.getDescriptor(),
          DrawBatchMessage::write,
          DrawBatchMessage::read);

  static final Codec<SamplerState> SAMPLER_STATE =
      new ProtoCodec<>(
          "sampler state",
          dev.aria.proto.draw.v1.SamplerState.parser(),
          dev.aria.proto.draw.v1.SamplerState.getDescriptor(),
          SamplerStateMessage::write,
          SamplerStateMessage::read);

  static final Codec<ProbeSet> PROBE_SET =
      new ProtoCodec<>(
          "probe set",
          dev.aria.proto.probe.v1.ProbeSet.parser(),
          dev.aria.proto.probe.v1.ProbeSet.getDescriptor(),
          ProbeSetMessage::write,
          ProbeSetMessage::read);

  static final Codec<TargetBatch> TARGET_BATCH =
      new ProtoCodec<>(
          "target batch",
          dev.aria.proto.target.v1.TargetBatch.parser(),
          dev.aria.proto.target.v1.TargetBatch.getDescriptor(),
          TargetBatchMessage::write,
          TargetBatchMessage::read);

  static final Codec<StepReport> STEP_REPORT =
      new ProtoCodec<>(
          "step report",
          dev.aria.proto.report.v1.StepReport.parser(),
          dev.aria.proto.report.v1.StepReport.getDescriptor(),
          StepReportMessage::write,
          StepReportMessage::read);

  static final Codec<ControlRecord> CONTROL =
      new ProtoCodec<>(
          "control record",
          Control.parser(),
          Control.getDescriptor(),
          ControlMessage::write,
          ControlMessage::read);

  static final Codec<CheckpointPublished> CHECKPOINT =
      new ProtoCodec<>(
          "checkpoint record",
          dev.aria.proto.checkpoint.v1.CheckpointPublished.parser(),
          dev.aria.proto.checkpoint.v1.CheckpointPublished.getDescriptor(),
          CheckpointPublishedMessage::write,
          CheckpointPublishedMessage::read);

  static final Codec<GradientChunk> GRADIENT_CHUNK =
      new ProtoCodec<>(
          "gradient chunk",
          dev.aria.proto.exchange.v1.GradientChunk.parser(),
          dev.aria.proto.exchange.v1.GradientChunk.getDescriptor(),
          GradientChunkMessage::write,
          GradientChunkMessage::read);

  static final Codec<PeerRecord> PEER =
      new ProtoCodec<>(
          "peer record",
          Peer.parser(),
          Peer.getDescriptor(),
          PeerMessage::write,
          PeerMessage::read);

  private Codecs() {}
}
