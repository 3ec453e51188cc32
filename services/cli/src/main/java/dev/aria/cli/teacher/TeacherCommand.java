package dev.aria.cli.teacher;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria teacher}: trains the emoji teacher, shows what it draws, and packs it. */
@Command(
    name = "teacher",
    mixinStandardHelpOptions = true,
    description = "Train the emoji teacher, look at what it draws, pack it to ship.",
    subcommands = {
      TrainTeacher.class,
      DrawTeacherGrid.class,
      CheckTeacher.class,
      PackTeacher.class
    })
public final class TeacherCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say train, grid, check or pack");
  }
}
