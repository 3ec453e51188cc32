package dev.aria.runtime.topic.message;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.Draw;
import dev.aria.core.record.PromptCoordinate;
import java.util.Optional;

/** One draw, between message and value. */
final class DrawMessage {
  private DrawMessage() {}

  static dev.aria.proto.draw.v1.Draw write(Draw draw) {
    dev.aria.proto.draw.v1.Draw.Builder message =
        dev.aria.proto.draw.v1.Draw.newBuilder()
            .setOrdinal(draw.ordinal())
            .setBranch(BranchMessage.write(draw.branch()))
            .setRegion(draw.region())
            .setConditionRow(draw.conditionRow())
            .setLatentId(draw.latentId())
            .setTimestep(draw.timestep())
            .setNoiseSeed(draw.noiseSeed())
            .setPathPosition(Math.max(0, draw.pathPosition()))
            .setBaseProbability(draw.baseProbability())
            .setDrawProbability(draw.drawProbability())
            .setImportanceWeight(draw.importanceWeight())
            .setTeacher(draw.teacher());
    draw.prompt().map(DrawMessage::write).ifPresent(message::setPrompt);
    return message.build();
  }

  static Draw read(dev.aria.proto.draw.v1.Draw message) {
    Branch branch = BranchMessage.read(message.getBranch());
    return new Draw(
        message.getOrdinal(),
        branch,
        message.getRegion(),
        message.hasPrompt() ? Optional.of(read(message.getPrompt())) : Optional.empty(),
        message.getConditionRow(),
        message.getLatentId(),
        message.getTimestep(),
        message.getNoiseSeed(),
        branch == Branch.PATH ? message.getPathPosition() : Draw.NO_POSITION,
        message.getBaseProbability(),
        message.getDrawProbability(),
        message.getImportanceWeight(),
        message.getTeacher());
  }

  private static dev.aria.proto.draw.v1.PromptCoordinate write(PromptCoordinate prompt) {
    return dev.aria.proto.draw.v1.PromptCoordinate.newBuilder()
        .setPartition(prompt.partition())
        .setOffset(prompt.offset())
        .setIndex(prompt.index())
        .setId(prompt.id())
        .build();
  }

  private static PromptCoordinate read(dev.aria.proto.draw.v1.PromptCoordinate message) {
    return new PromptCoordinate(
        message.getPartition(), message.getOffset(), message.getIndex(), message.getId());
  }
}
