package dev.aria.cli.command;

import dev.aria.cli.data.DataCommand;
import dev.aria.cli.reference.CompletionCommand;
import dev.aria.cli.reference.ReferenceCommand;
import dev.aria.cli.run.RunCommand;
import dev.aria.cli.teacher.TeacherCommand;
import dev.aria.runtime.boot.AriaVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root: distils diffusion models through Kafka. */
@Command(
    name = "aria",
    description = "Distils a conditional diffusion model through Kafka, and steers the effort.",
    mixinStandardHelpOptions = true,
    version = "aria " + AriaVersion.NUMBER,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      CompareCommand.class,
      StudyCommand.class,
      BenchCommand.class,
      UpCommand.class,
      ConsoleCommand.class,
      StatusCommand.class,
      TailCommand.class,
      TensorBoardCommand.class,
      ControlCommand.class,
      CorpusCommand.class,
      DataCommand.class,
      RegionsCommand.class,
      ReplayCommand.class,
      AuditCommand.class,
      ChaosCommand.class,
      SoakCommand.class,
      EvaluateCommand.class,
      SampleCommand.class,
      ExportCommand.class,
      RunCommand.class,
      PlanCommand.class,
      ServiceCommand.class,
      TeacherCommand.class,
      CompletionCommand.class,
      ReferenceCommand.class
    })
public final class AriaCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
