package dev.aria.runtime.topic;

import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.PolicyConstants;
import dev.aria.core.record.RegionWeight;
import dev.aria.proto.control.v1.Control;

/** Records of the control topic, between message and value. */
final class Controls {
  private Controls() {}

  static Control write(ControlRecord value) {
    Control.Builder message = Control.newBuilder().setRun(value.run());
    if (value instanceof SamplingWeights weights) {
      message.setWeights(write(weights));
    } else if (value instanceof RunCommand command) {
      message.setCommand(write(command));
    }
    return message.build();
  }

  static ControlRecord read(Control message) {
    return switch (message.getContentCase()) {
      case WEIGHTS -> read(message.getRun(), message.getWeights());
      case COMMAND ->
          new RunCommand(
              message.getRun(),
              read(message.getCommand().getKind()),
              message.getCommand().getIssuer());
      case CONTENT_NOT_SET ->
          throw new IllegalArgumentException("it holds neither weights nor a command");
    };
  }

  private static dev.aria.proto.control.v1.SamplingWeights write(SamplingWeights weights) {
    return dev.aria.proto.control.v1.SamplingWeights.newBuilder()
        .setVersion(Draws.write(weights.version()))
        .setLineage(weights.lineage())
        .setRegionMapDigest(weights.regionMapDigest())
        .setPolicy(weights.policy())
        .setConstants(write(weights.constants()))
        .setTick(weights.tick())
        .setTheta(weights.theta())
        .addAllRegions(weights.regions().stream().map(Controls::write).toList())
        .build();
  }

  private static SamplingWeights read(
      String run, dev.aria.proto.control.v1.SamplingWeights message) {
    return new SamplingWeights(
        run,
        Draws.read(message.getVersion()),
        message.getLineage(),
        message.getRegionMapDigest(),
        message.getPolicy(),
        read(message.getConstants()),
        message.getTick(),
        message.getTheta(),
        message.getRegionsList().stream().map(Controls::read).toList());
  }

  private static dev.aria.proto.control.v1.PolicyConstants write(PolicyConstants constants) {
    return dev.aria.proto.control.v1.PolicyConstants.newBuilder()
        .setBaseExponent(constants.baseExponent())
        .setDiscrepancyExponent(constants.discrepancyExponent())
        .setElasticityExponent(constants.elasticityExponent())
        .setNaturalShare(constants.naturalShare())
        .setFloor(constants.floor())
        .setHarmBound(constants.harmBound())
        .setTemperature(constants.temperature())
        .build();
  }

  /** What is absent was not settable when the record was written, and had its default. */
  private static PolicyConstants read(dev.aria.proto.control.v1.PolicyConstants message) {
    PolicyConstants usual = PolicyConstants.DEFAULTS;
    return new PolicyConstants(
        message.hasBaseExponent() ? message.getBaseExponent() : usual.baseExponent(),
        message.hasDiscrepancyExponent()
            ? message.getDiscrepancyExponent()
            : usual.discrepancyExponent(),
        message.hasElasticityExponent()
            ? message.getElasticityExponent()
            : usual.elasticityExponent(),
        message.hasNaturalShare() ? message.getNaturalShare() : usual.naturalShare(),
        message.hasFloor() ? message.getFloor() : usual.floor(),
        message.hasHarmBound() ? message.getHarmBound() : usual.harmBound(),
        message.hasTemperature() ? message.getTemperature() : usual.temperature());
  }

  private static dev.aria.proto.control.v1.RegionWeight write(RegionWeight weight) {
    return dev.aria.proto.control.v1.RegionWeight.newBuilder()
        .setSwapped(weight.swapped())
        .setPaired(weight.paired())
        .setRatio(weight.ratio())
        .setElasticity(weight.elasticity())
        .setSamples(weight.samples())
        .build();
  }

  private static RegionWeight read(dev.aria.proto.control.v1.RegionWeight message) {
    return new RegionWeight(
        message.getSwapped(),
        message.getPaired(),
        message.getRatio(),
        message.getElasticity(),
        message.getSamples());
  }

  private static dev.aria.proto.control.v1.RunCommand write(RunCommand command) {
    return dev.aria.proto.control.v1.RunCommand.newBuilder()
        .setKind(write(command.kind()))
        .setIssuer(command.issuer())
        .build();
  }

  private static dev.aria.proto.control.v1.RunCommand.Kind write(RunCommand.Kind kind) {
    return switch (kind) {
      case PAUSE -> dev.aria.proto.control.v1.RunCommand.Kind.KIND_PAUSE;
      case RESUME -> dev.aria.proto.control.v1.RunCommand.Kind.KIND_RESUME;
      case CHECKPOINT -> dev.aria.proto.control.v1.RunCommand.Kind.KIND_CHECKPOINT;
      case STOP -> dev.aria.proto.control.v1.RunCommand.Kind.KIND_STOP;
    };
  }

  private static RunCommand.Kind read(dev.aria.proto.control.v1.RunCommand.Kind kind) {
    return switch (kind) {
      case KIND_PAUSE -> RunCommand.Kind.PAUSE;
      case KIND_RESUME -> RunCommand.Kind.RESUME;
      case KIND_CHECKPOINT -> RunCommand.Kind.CHECKPOINT;
      case KIND_STOP -> RunCommand.Kind.STOP;
      case KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException(
              "command is neither pause, resume, checkpoint nor stop");
    };
  }
}
