package dev.aria.runtime.topic.message;

import dev.aria.core.record.ControlRecord.RunCommand;

/** Order to a run, between message and value. */
final class RunCommandMessage {
  private RunCommandMessage() {}

  static dev.aria.proto.control.v1.RunCommand write(RunCommand command) {
    return dev.aria.proto.control.v1.RunCommand.newBuilder()
        .setKind(write(command.kind()))
        .setIssuer(command.issuer())
        .build();
  }

  static RunCommand read(String run, dev.aria.proto.control.v1.RunCommand message) {
    return new RunCommand(run, read(message.getKind()), message.getIssuer());
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
