package dev.aria.runtime.topic;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.PromptCoordinate;
import dev.aria.core.record.WeightsVersion;
import java.util.Optional;

/** Draws and what they are made of, between message and value. */
final class Draws {
  private Draws() {}

  static dev.aria.proto.draw.v1.DrawBatch write(DrawBatch batch) {
    return dev.aria.proto.draw.v1.DrawBatch.newBuilder()
        .setRun(batch.run())
        .setLineage(batch.lineage())
        .setRegionMapDigest(batch.regionMapDigest())
        .setPairedSetDigest(batch.pairedSetDigest())
        .setStep(batch.step())
        .setShard(batch.shard())
        .setWeights(write(batch.weights()))
        .addAllDraws(batch.draws().stream().map(Draws::write).toList())
        .setConditions(Tensors.write(batch.conditions()))
        .build();
  }

  static DrawBatch read(dev.aria.proto.draw.v1.DrawBatch message) {
    return new DrawBatch(
        message.getRun(),
        message.getLineage(),
        message.getRegionMapDigest(),
        message.getPairedSetDigest(),
        message.getStep(),
        message.getShard(),
        read(message.getWeights()),
        message.getDrawsList().stream().map(Draws::read).toList(),
        Tensors.readFinite("conditions", message.getConditions()));
  }

  static dev.aria.proto.draw.v1.WeightsVersion write(WeightsVersion version) {
    return dev.aria.proto.draw.v1.WeightsVersion.newBuilder()
        .setTerm(version.term())
        .setNumber(version.number())
        .build();
  }

  static WeightsVersion read(dev.aria.proto.draw.v1.WeightsVersion message) {
    return new WeightsVersion(message.getTerm(), message.getNumber());
  }

  static dev.aria.proto.draw.v1.Branch write(Branch branch) {
    return switch (branch) {
      case PAIRED -> dev.aria.proto.draw.v1.Branch.BRANCH_PAIRED;
      case SWAPPED -> dev.aria.proto.draw.v1.Branch.BRANCH_SWAPPED;
      case NULL -> dev.aria.proto.draw.v1.Branch.BRANCH_NULL;
    };
  }

  static Branch read(dev.aria.proto.draw.v1.Branch branch) {
    return switch (branch) {
      case BRANCH_PAIRED -> Branch.PAIRED;
      case BRANCH_SWAPPED -> Branch.SWAPPED;
      case BRANCH_NULL -> Branch.NULL;
      case BRANCH_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("branch is neither paired, swapped nor null");
    };
  }

  private static dev.aria.proto.draw.v1.Draw write(Draw draw) {
    dev.aria.proto.draw.v1.Draw.Builder message =
        dev.aria.proto.draw.v1.Draw.newBuilder()
            .setOrdinal(draw.ordinal())
            .setBranch(write(draw.branch()))
            .setRegion(draw.region())
            .setConditionRow(draw.conditionRow())
            .setLatentId(draw.latentId())
            .setTimestep(draw.timestep())
            .setNoiseSeed(draw.noiseSeed())
            .setBaseProbability(draw.baseProbability())
            .setDrawProbability(draw.drawProbability())
            .setImportanceWeight(draw.importanceWeight());
    draw.prompt().map(Draws::write).ifPresent(message::setPrompt);
    return message.build();
  }

  private static Draw read(dev.aria.proto.draw.v1.Draw message) {
    return new Draw(
        message.getOrdinal(),
        read(message.getBranch()),
        message.getRegion(),
        message.hasPrompt() ? Optional.of(read(message.getPrompt())) : Optional.empty(),
        message.getConditionRow(),
        message.getLatentId(),
        message.getTimestep(),
        message.getNoiseSeed(),
        message.getBaseProbability(),
        message.getDrawProbability(),
        message.getImportanceWeight());
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
