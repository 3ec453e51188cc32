package dev.aria.runtime.topic.message;

import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.Tensor;

/** What the teacher says to one batch of draws, between message and value. */
public final class TargetBatchMessage {
  private TargetBatchMessage() {}

  public static dev.aria.proto.target.v1.TargetBatch write(TargetBatch batch) {
    var message =
        dev.aria.proto.target.v1.TargetBatch.newBuilder()
            .setDraws(DrawBatchMessage.write(batch.draws()))
            .setNoise(TensorMessage.write(batch.outputs()))
            .setTeacherDigest(batch.teacherDigest())
            .setGuidance(batch.guidance());
    if (batch.pathStates().shape().get(0) > 0) {
      message.setPathStates(TensorMessage.write(batch.pathStates()));
    }
    return message.build();
  }

  /**
   * The batch; its outputs may hold NaN, which is the trainer's to judge: a hole in the sequence of
   * steps would stall it without a word.
   */
  public static TargetBatch read(dev.aria.proto.target.v1.TargetBatch message) {
    Tensor outputs = TensorMessage.read("outputs", message.getNoise());
    return new TargetBatch(
        DrawBatchMessage.read(message.getDraws()),
        outputs,
        message.hasPathStates()
            ? TensorMessage.read("path states", message.getPathStates())
            : outputs.withoutRows(),
        message.getTeacherDigest(),
        message.getGuidance());
  }
}
