package dev.aria.runtime.topic.message;

import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionWeight;

/** Weights of the regions, between message and value. */
final class SamplingWeightsMessage {
  private SamplingWeightsMessage() {}

  static dev.aria.proto.control.v1.SamplingWeights write(SamplingWeights weights) {
    return dev.aria.proto.control.v1.SamplingWeights.newBuilder()
        .setVersion(WeightsVersionMessage.write(weights.version()))
        .setLineage(weights.lineage())
        .setRegionMapDigest(weights.regionMapDigest())
        .setPolicy(weights.policy())
        .setConstants(PolicyConstantsMessage.write(weights.constants()))
        .setTick(weights.tick())
        .setTheta(weights.theta())
        .addAllRegions(weights.regions().stream().map(SamplingWeightsMessage::write).toList())
        .build();
  }

  static SamplingWeights read(String run, dev.aria.proto.control.v1.SamplingWeights message) {
    return new SamplingWeights(
        run,
        WeightsVersionMessage.read(message.getVersion()),
        message.getLineage(),
        message.getRegionMapDigest(),
        message.getPolicy(),
        PolicyConstantsMessage.read(message.getConstants()),
        message.getTick(),
        message.getTheta(),
        message.getRegionsList().stream().map(SamplingWeightsMessage::read).toList());
  }

  private static dev.aria.proto.control.v1.RegionWeight write(RegionWeight weight) {
    return dev.aria.proto.control.v1.RegionWeight.newBuilder()
        .setSwapped(weight.swapped())
        .setPaired(weight.paired())
        .setPath(weight.path())
        .setRatio(weight.ratio())
        .setElasticity(weight.elasticity())
        .setSamples(weight.samples())
        .build();
  }

  private static RegionWeight read(dev.aria.proto.control.v1.RegionWeight message) {
    return new RegionWeight(
        message.getSwapped(),
        message.getPaired(),
        message.getPath(),
        message.getRatio(),
        message.getElasticity(),
        message.getSamples());
  }
}
