package dev.aria.cli.command;

import com.typesafe.config.Config;
import dev.aria.cli.option.DataOptions;
import dev.aria.cli.option.InputFile;
import dev.aria.cli.option.RunOptions;
import dev.aria.models.model.ModelFiles;
import dev.aria.operations.export.DiffusersFolder;
import dev.aria.operations.export.ModelConversion;
import dev.aria.operations.manifest.RunCard;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.run.RunStudent;
import dev.aria.runtime.card.CardUse;
import dev.aria.runtime.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria export}: a model as files for others to read. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Write a model, or the student of a run, as TorchScript (pt, for torch.jit.load), as bare "
            + "weights (safetensors), or as a network of diffusers under the names it came with.")
public final class ExportCommand implements Callable<Integer> {
  private static final String TRAINER = "aria.student-trainer.";

  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Mixin private RunOptions runs;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description =
          "A .pt with its descriptor beside it, a .safetensors, or a checkpoint .aria (default: the"
              + " finished student of the run).")
  private Optional<Path> model;

  @Option(names = "--format", description = "One of ${COMPLETION-CANDIDATES}, in either case.")
  private Optional<ModelConversion.Format> format;

  @Option(names = "--out", paramLabel = "FILE", description = "File to write, with --format.")
  private Optional<Path> out;

  @Option(
      names = "--diffusers",
      paramLabel = "DIR",
      description =
          "Folder to write config.json and diffusion_pytorch_model.safetensors to, with a model card"
              + " where the student is a run's.")
  private Optional<Path> diffusers;

  @Option(
      names = "--like",
      paramLabel = "DIR",
      description =
          "Folder that export_diffusers.py wrote for this student; its config.json goes along"
              + " (default: where the run's student started from, else the model's folder).")
  private Optional<Path> like;

  @Override
  public Integer call() {
    if (diffusers.isPresent() == (format.isPresent() || out.isPresent())) {
      throw refused("say either --diffusers DIR, or --format and --out");
    }
    if (model.isPresent() && runs.given()) {
      throw refused("--model names the model; --config and --run the run whose student it is");
    }
    Path source = model.orElseGet(this::student);
    InputFile.check(spec, "model", source);
    if (diffusers.isPresent()) {
      new DiffusersFolder(diffusers.get())
          .write(source, origin(source).resolve(DiffusersFolder.CONFIG));
      describe(diffusers.get());
      say(diffusers.get());
    } else {
      convert(source);
    }
    return 0;
  }

  private Config trainer() {
    return runs.settings(options.data()).config();
  }

  /** What the run's trainer has exported. */
  private Path student() {
    Path file = RunStudent.of(trainer()).network();
    if (!Files.exists(file)) {
      throw refused(
          "the run has no finished student yet: there is no %s; name a checkpoint with --model"
              .formatted(file));
    }
    return file;
  }

  private Path origin(Path source) {
    if (like.isPresent()) {
      return like.get();
    }
    String started = model.isPresent() ? "" : trainer().getString(TRAINER + "model.file");
    return ModelFiles.folderOf(started.isEmpty() ? source : ModelFiles.networkOf(Path.of(started)));
  }

  /** A model that is named tells nothing of its run. The network is of use without a card too. */
  private void describe(Path folder) {
    if (model.isPresent()) {
      return;
    }
    Settings settings = runs.settings(options.data());
    try {
      RunFiles files = RunFiles.of(options.data(), settings.run().name());
      RunCard.of(settings, files).write(CardUse.DIFFUSERS, folder);
    } catch (RuntimeException e) {
      spec.commandLine()
          .getErr()
          .println(
              "the model card of %s was not written; a README.md there is of an earlier export: %s"
                  .formatted(folder, e.getMessage()));
    }
  }

  private void convert(Path source) {
    if (format.isEmpty() || out.isEmpty()) {
      throw refused("--format and --out go together");
    }
    String suffix = "." + format.get().name().toLowerCase(Locale.ROOT);
    if (!out.get().toString().endsWith(suffix)) {
      throw refused("--out must end in %s, got %s".formatted(suffix, out.get()));
    }
    new ModelConversion(source).write(format.get(), out.get());
    say(out.get());
  }

  private void say(Path written) {
    spec.commandLine().getOut().println("written: " + written);
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
