package dev.aria.runtime.topic.message;

import com.google.protobuf.UnsafeByteOperations;
import dev.aria.core.record.GradientChunk;

/** Part of a gradient, between message and value. */
public final class GradientChunkMessage {
  private GradientChunkMessage() {}

  public static dev.aria.proto.exchange.v1.GradientChunk write(GradientChunk chunk) {
    return dev.aria.proto.exchange.v1.GradientChunk.newBuilder()
        .setRun(chunk.run())
        .setStudent(chunk.student())
        .setLineage(chunk.lineage())
        .setStep(chunk.step())
        .setFirstShard(chunk.firstShard())
        .setShards(chunk.shards())
        .setHistory(chunk.history())
        .setWriter(chunk.writer())
        .setLoss(chunk.loss())
        .setParameters(chunk.parameters())
        .setOffset(chunk.offset())
        .setValues(UnsafeByteOperations.unsafeWrap(chunk.values()))
        .build();
  }

  public static GradientChunk read(dev.aria.proto.exchange.v1.GradientChunk message) {
    return new GradientChunk(
        message.getRun(),
        message.getStudent(),
        message.getLineage(),
        message.getStep(),
        message.getFirstShard(),
        message.getShards(),
        message.getHistory(),
        message.getWriter(),
        message.getLoss(),
        message.getParameters(),
        message.getOffset(),
        message.getValues().asReadOnlyByteBuffer());
  }
}
