package dev.aria.runtime.topic.message;

import dev.aria.core.record.DrawBatch;

/** Draws of one step and shard, between message and value. */
public final class DrawBatchMessage {
  private DrawBatchMessage() {}

  public static dev.aria.proto.draw.v1.DrawBatch write(DrawBatch batch) {
    return dev.aria.proto.draw.v1.DrawBatch.newBuilder()
        .setRun(batch.run())
        .setLineage(batch.lineage())
        .setRegionMapDigest(batch.regionMapDigest())
        .setPairedSetDigest(batch.pairedSetDigest())
        .setStep(batch.step())
        .setShard(batch.shard())
        .setWeights(WeightsVersionMessage.write(batch.weights()))
        .addAllDraws(batch.draws().stream().map(DrawMessage::write).toList())
        .setConditions(TensorMessage.write(batch.conditions()))
        .setTeachersDigest(batch.teachersDigest())
        .build();
  }

  public static DrawBatch read(dev.aria.proto.draw.v1.DrawBatch message) {
    return new DrawBatch(
        message.getRun(),
        message.getLineage(),
        message.getRegionMapDigest(),
        message.getPairedSetDigest(),
        message.getStep(),
        message.getShard(),
        WeightsVersionMessage.read(message.getWeights()),
        message.getDrawsList().stream().map(DrawMessage::read).toList(),
        TensorMessage.readFinite("conditions", message.getConditions()),
        message.getTeachersDigest());
  }
}
