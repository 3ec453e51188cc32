package dev.aria.runtime.topic.message;

import dev.aria.core.record.TargetBatch;

/** The teacher's noise for one batch of draws, between message and value. */
public final class TargetBatchMessage {
  private TargetBatchMessage() {}

  public static dev.aria.proto.target.v1.TargetBatch write(TargetBatch batch) {
    return dev.aria.proto.target.v1.TargetBatch.newBuilder()
        .setDraws(DrawBatchMessage.write(batch.draws()))
        .setNoise(TensorMessage.write(batch.noise()))
        .setTeacherDigest(batch.teacherDigest())
        .setGuidance(batch.guidance())
        .build();
  }

  /**
   * The batch; its noise may hold NaN, which is the trainer's to judge: a hole in the sequence of
   * steps would stall it without a word.
   */
  public static TargetBatch read(dev.aria.proto.target.v1.TargetBatch message) {
    return new TargetBatch(
        DrawBatchMessage.read(message.getDraws()),
        TensorMessage.read("noise", message.getNoise()),
        message.getTeacherDigest(),
        message.getGuidance());
  }
}
