package dev.aria.cli.command;

import dev.aria.cli.option.InputFile;
import dev.aria.models.codec.LatentCodec;
import dev.aria.models.encoder.PromptEncoders;
import dev.aria.models.folder.ModelFolder;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.picture.SampleSheet;
import dev.aria.models.sampler.SamplingSettings;
import dev.aria.models.sampler.SolverName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aria sample}: pictures of prompts, drawn by models. */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    description =
        "Draw prompts with a model into one PNG. Several models draw the same noise, a row each. The"
            + " first model's folder says how prompts are read and pictures made.")
public final class SampleCommand implements Callable<Integer> {
  private static final int MOST_COLUMNS = 16;
  private static final long ENCODER_MEMORY = 1 << 20;
  private static final String DEVICE = "cpu";

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      required = true,
      description = "A model's folder, or a .pt with its descriptor beside it; may be given again.")
  private List<Path> models = new ArrayList<>();

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      required = true,
      description = "What to draw; may be given again.")
  private List<String> prompts = new ArrayList<>();

  @Option(names = "--out", paramLabel = "PNG", required = true, description = "File to write.")
  private Path out;

  @Option(
      names = "--steps",
      defaultValue = "25",
      description = "Steps of the sampler (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--sampler",
      paramLabel = "NAME",
      defaultValue = "ddim",
      description =
          "ddim, dpm++2m (second order) or euler (rectified flows); default: ${DEFAULT-VALUE}.")
  private String sampler;

  @Option(
      names = "--guidance",
      paramLabel = "SCALE",
      description = "Scale of classifier-free guidance (default: the first model's own).")
  private Optional<Double> guidance;

  @Option(
      names = "--seed",
      defaultValue = "7",
      description = "Seed of the first picture's noise (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() {
    check();
    ModelFolder first = ModelFolder.of(models.get(0));
    models.forEach(other -> checkAlike(first, ModelFolder.of(other)));
    SamplingSettings settings =
        settings(guidance.orElseGet(() -> first.descriptor().diffusion().guidance()));
    try (LatentCodec codec = first.codec(DEVICE);
        PromptEncoders encoders = first.encoders(ENCODER_MEMORY)) {
      int columns = Math.min(MOST_COLUMNS, prompts.size());
      List<Path> networks = models.stream().map(ModelFiles::networkOf).toList();
      new SampleSheet(codec, settings, seed)
          .write(networks, encoders.conditions().encodeAll(prompts), columns, out);
    }
    spec.commandLine().getOut().println("written: " + out);
    return 0;
  }

  private void check() {
    models.forEach(model -> InputFile.check(spec, "model", ModelFiles.networkOf(model)));
    if (prompts.stream().anyMatch(String::isBlank)) {
      throw refused("--prompt must not be blank");
    }
  }

  private void checkAlike(ModelFolder first, ModelFolder other) {
    ModelDescriptor one = first.descriptor();
    ModelDescriptor two = other.descriptor();
    boolean alike =
        one.sampleShape().equals(two.sampleShape())
            && one.conditionShape().equals(two.conditionShape())
            && one.diffusion().conditioning().equals(two.diffusion().conditioning());
    if (!alike) {
      throw refused(
          "%s and %s take other samples or read prompts otherwise; draw each by a command of its own"
              .formatted(first.network(), other.network()));
    }
  }

  private SamplingSettings settings(double scale) {
    try {
      return SamplingSettings.unclipped(steps, scale).by(SolverName.named(sampler));
    } catch (IllegalArgumentException mistake) {
      throw refused(String.valueOf(mistake.getMessage()));
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
