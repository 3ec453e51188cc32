package dev.aria.cli.command;

import dev.aria.cli.option.InputFile;
import dev.aria.operations.export.ModelConversion;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria export}: a model as a file for others to read. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Write a model as TorchScript (pt, for torch.jit.load) or as bare weights (safetensors).")
public final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      required = true,
      description = "A .pt with its descriptor beside it, a .safetensors, or a checkpoint .aria.")
  private Path model;

  @Option(
      names = "--format",
      required = true,
      description = "One of ${COMPLETION-CANDIDATES}, in either case.")
  private ModelConversion.Format format;

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "File to write.")
  private Path out;

  @Override
  public Integer call() {
    String suffix = "." + format.name().toLowerCase(Locale.ROOT);
    InputFile.check(spec, "model", model);
    if (!out.toString().endsWith(suffix)) {
      throw new ParameterException(
          spec.commandLine(), "--out must end in %s, got %s".formatted(suffix, out));
    }
    new ModelConversion(model).write(format, out);
    spec.commandLine().getOut().println("written: " + out);
    return 0;
  }
}
