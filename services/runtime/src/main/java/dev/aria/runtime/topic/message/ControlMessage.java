package dev.aria.runtime.topic.message;

import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.proto.control.v1.Control;

/** Record of the control topic, between message and value. */
public final class ControlMessage {
  private ControlMessage() {}

  public static Control write(ControlRecord value) {
    Control.Builder message = Control.newBuilder().setRun(value.run());
    if (value instanceof SamplingWeights weights) {
      message.setWeights(SamplingWeightsMessage.write(weights));
    } else if (value instanceof RunCommand command) {
      message.setCommand(RunCommandMessage.write(command));
    }
    return message.build();
  }

  public static ControlRecord read(Control message) {
    return switch (message.getContentCase()) {
      case WEIGHTS -> SamplingWeightsMessage.read(message.getRun(), message.getWeights());
      case COMMAND -> RunCommandMessage.read(message.getRun(), message.getCommand());
      case CONTENT_NOT_SET ->
          throw new IllegalArgumentException("it holds neither weights nor a command");
    };
  }
}
