package dev.aria.cli.data;

import dev.aria.data.generation.GeneratedSource;
import dev.aria.data.generation.LatentSampler;
import dev.aria.data.generation.RandomLatents;
import dev.aria.data.item.ItemSource;
import dev.aria.data.making.TeacherModels;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of {@code aria data pairs} by which the teacher draws the pictures. */
final class Generation {
  @Option(
      names = "--generate",
      paramLabel = "N",
      required = true,
      description = "Let the teacher draw N pictures by DDIM, instead of reading sources.")
  private int count;

  @Option(
      names = "--prompts",
      paramLabel = "FILE",
      required = true,
      description = "What to draw, a line a prompt; read over again when N is larger.")
  private Path prompts;

  @Option(
      names = "--steps",
      defaultValue = "50",
      description = "DDIM steps of a drawn picture (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--guidance",
      paramLabel = "SCALE",
      description = "Scale of classifier-free guidance (default: the teacher's own).")
  private Optional<Double> guidance;

  @Option(
      names = "--seed",
      defaultValue = "7",
      description = "Seed of the first picture's noise (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--mock",
      description =
          "Random latents instead of drawn ones: to try the whole way before there are pictures.")
  private boolean mock;

  /** What makes the latents; the caller closes it. */
  LatentSampler sampler(TeacherModels models, Path teacher) {
    return mock
        ? new RandomLatents(models.models().codec().latentShape())
        : TeacherSampler.open(teacher, models, steps, guidance);
  }

  ItemSource source(int batch, LatentSampler sampler) {
    return new GeneratedSource(prompts, count, batch, seed, sampler).checked();
  }
}
