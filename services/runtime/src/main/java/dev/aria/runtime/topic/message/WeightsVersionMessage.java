package dev.aria.runtime.topic.message;

import dev.aria.core.record.WeightsVersion;

/** Version of the weights, between message and value. */
final class WeightsVersionMessage {
  private WeightsVersionMessage() {}

  static dev.aria.proto.draw.v1.WeightsVersion write(WeightsVersion version) {
    return dev.aria.proto.draw.v1.WeightsVersion.newBuilder()
        .setTerm(version.term())
        .setNumber(version.number())
        .build();
  }

  static WeightsVersion read(dev.aria.proto.draw.v1.WeightsVersion message) {
    return new WeightsVersion(message.getTerm(), message.getNumber());
  }
}
