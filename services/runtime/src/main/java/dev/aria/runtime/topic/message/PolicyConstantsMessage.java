package dev.aria.runtime.topic.message;

import dev.aria.core.record.PolicyConstants;

/** Constants of an allocation policy, between message and value. */
final class PolicyConstantsMessage {
  private PolicyConstantsMessage() {}

  static dev.aria.proto.control.v1.PolicyConstants write(PolicyConstants constants) {
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
  static PolicyConstants read(dev.aria.proto.control.v1.PolicyConstants message) {
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
}
