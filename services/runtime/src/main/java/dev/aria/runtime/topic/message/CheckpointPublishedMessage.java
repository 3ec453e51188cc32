package dev.aria.runtime.topic.message;

import dev.aria.core.record.CheckpointPublished;

/** Notice of a checkpoint, between message and value. */
public final class CheckpointPublishedMessage {
  private CheckpointPublishedMessage() {}

  public static dev.aria.proto.checkpoint.v1.CheckpointPublished write(
      CheckpointPublished checkpoint) {
    return dev.aria.proto.checkpoint.v1.CheckpointPublished.newBuilder()
        .setRun(checkpoint.run())
        .setStudent(checkpoint.student())
        .setStep(checkpoint.step())
        .setPath(checkpoint.path())
        .setSha256(checkpoint.sha256())
        .setWeightsSha256(checkpoint.weightsSha256())
        .addAllNextOffsets(checkpoint.nextOffsets())
        .setWeights(WeightsVersionMessage.write(checkpoint.weights()))
        .setLast(checkpoint.last())
        .setLead(checkpoint.lead())
        .build();
  }

  public static CheckpointPublished read(dev.aria.proto.checkpoint.v1.CheckpointPublished message) {
    return new CheckpointPublished(
        message.getRun(),
        message.getStudent(),
        message.getStep(),
        message.getPath(),
        message.getSha256(),
        message.getWeightsSha256(),
        message.getNextOffsetsList(),
        WeightsVersionMessage.read(message.getWeights()),
        message.getLast(),
        message.getLead());
  }
}
