package dev.aria.cli.command;

import dev.aria.cli.option.DataOptions;
import dev.aria.cli.option.InputFile;
import dev.aria.cli.option.RunOptions;
import dev.aria.core.record.CheckpointPublished;
import dev.aria.operations.replay.Replay;
import dev.aria.operations.replay.ReplayStudent;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.stack.Servers;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria replay}: one more student from a run's recorded targets. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description =
        "Train one more student from the recorded targets of a run: no teacher runs. With no option "
            + "of the model it is the run's own student once more, bit for bit; --model, --width "
            + "and --blocks make another.")
public final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOptions options;

  @Mixin private RunOptions runs;

  @Option(
      names = "--student",
      paramLabel = "NAME",
      required = true,
      description = "Name of the new student.")
  private String student;

  @Option(
      names = "--width",
      description = "Width of the student to make (default: the run file's).")
  private Optional<Integer> width;

  @Option(
      names = "--blocks",
      description = "Blocks of the student to make (default: the run file's).")
  private Optional<Integer> blocks;

  @Option(
      names = "--model-seed",
      description = "Seed of its first weights (default: the run file's).")
  private Optional<Long> seed;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Start from this .pt or model folder (default: as the run's own student did).")
  private Optional<Path> model;

  @Option(
      names = "--trainers",
      defaultValue = "1",
      description =
          "Trainer processes that share the work, at most the run's shards; the student is the same "
              + "however many there are (default: ${DEFAULT-VALUE}).")
  private int trainers;

  @Override
  public Integer call() {
    ReplayStudent wanted = wanted();
    Settings settings = runs.settings(options.data());
    RunSettings run = settings.run();
    if (trainers < 1 || trainers > run.shards()) {
      throw refused(
          "--trainers is %d, must lie in 1 to %d, the run's shards"
              .formatted(trainers, run.shards()));
    }
    RunFiles files = runs.files(options.data());
    try (Servers servers = options.servers(settings)) {
      CheckpointPublished last = new Replay(servers, files, run).train(wanted, trainers);
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "student '%s' trained on %d steps of run '%s'%n", student, last.step(), run.name());
      out.println("files    " + files.student(student));
      out.println("sha-256  " + last.weightsSha256() + " (of the weights)");
    }
    return 0;
  }

  private ReplayStudent wanted() {
    if (model.isPresent() && (width.isPresent() || blocks.isPresent() || seed.isPresent())) {
      throw refused("--model brings its shape along: leave --width, --blocks, --model-seed out");
    }
    model.ifPresent(file -> InputFile.check(spec, "model", file));
    try {
      return new ReplayStudent(student, model, width, blocks, seed);
    } catch (IllegalArgumentException mistake) {
      throw refused(String.valueOf(mistake.getMessage()));
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
