package dev.aria.runtime.topic.message;

import dev.aria.core.record.PathStart;
import dev.aria.core.record.SamplerState;
import java.util.List;

/** The sampler's state, between message and value. */
public final class SamplerStateMessage {
  private SamplerStateMessage() {}

  public static dev.aria.proto.draw.v1.SamplerState write(SamplerState state) {
    return dev.aria.proto.draw.v1.SamplerState.newBuilder()
        .setRun(state.run())
        .setLineage(state.lineage())
        .setRegionMapDigest(state.regionMapDigest())
        .setNextStep(state.nextStep())
        .setNextOrdinal(state.nextOrdinal())
        .addAllSwappedCredits(state.swappedCredits())
        .addAllPairedCredits(state.pairedCredits())
        .addAllSwappedCursors(state.swappedCursors())
        .addAllPairedCursors(state.pairedCursors())
        .addAllPathCredits(state.pathCredits())
        .addAllPathCursors(state.pathCursors())
        .setPathLength(state.pathLength())
        .addAllPaths(state.paths().stream().map(SamplerStateMessage::write).toList())
        .setWeights(WeightsVersionMessage.write(state.weights()))
        .setControlOffset(state.controlOffset())
        .setFinished(state.finished())
        .setTeachersDigest(state.teachersDigest())
        .build();
  }

  public static SamplerState read(dev.aria.proto.draw.v1.SamplerState message) {
    return new SamplerState(
        message.getRun(),
        message.getLineage(),
        message.getRegionMapDigest(),
        message.getNextStep(),
        message.getNextOrdinal(),
        finite("swapped credits", message.getSwappedCreditsList()),
        finite("paired credits", message.getPairedCreditsList()),
        message.getSwappedCursorsList(),
        message.getPairedCursorsList(),
        finite("path credits", message.getPathCreditsList()),
        message.getPathCursorsList(),
        message.getPathsList().stream().map(SamplerStateMessage::read).toList(),
        message.getPathLength(),
        WeightsVersionMessage.read(message.getWeights()),
        message.getControlOffset(),
        message.getFinished(),
        message.getTeachersDigest());
  }

  private static dev.aria.proto.draw.v1.PathStart write(PathStart path) {
    return dev.aria.proto.draw.v1.PathStart.newBuilder()
        .setRegion(path.region())
        .setPrompt(path.prompt())
        .setSeed(path.seed())
        .setBaseProbability(path.baseProbability())
        .setDrawProbability(path.drawProbability())
        .build();
  }

  private static PathStart read(dev.aria.proto.draw.v1.PathStart message) {
    return new PathStart(
        message.getRegion(),
        message.getPrompt(),
        message.getSeed(),
        message.getBaseProbability(),
        message.getDrawProbability());
  }

  private static List<Double> finite(String name, List<Double> values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(name + " hold " + value + ", must be finite");
      }
    }
    return values;
  }
}
