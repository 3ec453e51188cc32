package dev.aria.cli.command;

import dev.aria.emoji.problem.ProblemExport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aria corpus export}: the built-in problem as files. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Write the built-in emoji problem to files: teacher, student, pictures, paired set and "
            + "prompts, for services that run elsewhere (docker compose, say) and to try the "
            + "commands for one's own models on.")
public final class ExportCorpusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder to write to.")
  private Path folder;

  @Option(
      names = "--emoji",
      description =
          "The problem to write; the built-in one is the only one, so it may be left out.")
  @SuppressWarnings("unused") // says aloud what is the default; there is no other problem yet
  private boolean emoji;

  @Override
  public Integer call() {
    ProblemExport written = ProblemExport.into(folder);
    PrintWriter out = spec.commandLine().getOut();
    out.println("teacher     " + written.teacher());
    out.println("student     " + written.student());
    out.println("pictures    " + written.pictures());
    out.println("paired set  " + written.pairs());
    out.println("prompts     " + written.prompts());
    return 0;
  }
}
