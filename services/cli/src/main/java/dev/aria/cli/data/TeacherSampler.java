package dev.aria.cli.data;

import dev.aria.core.tensor.Tensor;
import dev.aria.data.generation.LatentSampler;
import dev.aria.data.making.TeacherModels;
import dev.aria.models.encoder.ConditionEncoder;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.sampler.DiffusionSampler;
import dev.aria.models.sampler.SamplingSettings;
import dev.aria.runtime.teacher.TeacherFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Draws latents of prompts with a teacher, by DDIM under guidance. */
final class TeacherSampler implements LatentSampler {
  private final NoisePredictor teacher;
  private final ConditionEncoder encoder;
  private final SamplingSettings settings;
  private final DiffusionSampler sampler;

  /** Takes over {@code teacher}, not {@code encoder}. */
  private TeacherSampler(
      NoisePredictor teacher, ConditionEncoder encoder, SamplingSettings settings) {
    this.teacher = teacher;
    this.encoder = encoder;
    this.settings = settings;
    this.sampler = new DiffusionSampler(teacher, settings);
  }

  /** The teacher in {@code place} with the encoder of {@code models}; the caller closes it. */
  static TeacherSampler open(
      Path place, TeacherModels models, int steps, Optional<Double> guidance) {
    NoisePredictor teacher = ModelFiles.load(TeacherFiles.of(place).model(), "cpu");
    double scale = guidance.orElse(teacher.descriptor().diffusion().guidance());
    ConditionEncoder conditions = models.models().conditions().orElseThrow();
    return new TeacherSampler(teacher, conditions, SamplingSettings.unclipped(steps, scale));
  }

  @Override
  public Tensor sample(List<String> prompts, List<Long> seeds) {
    return sampler.sample(
        encoder.encodeAll(prompts), seeds.stream().mapToLong(Long::longValue).toArray());
  }

  @Override
  public String identity() {
    return "%s, %d steps, guidance %s"
        .formatted(teacher.descriptor().sha256(), settings.steps(), settings.guidance());
  }

  @Override
  public List<Integer> latentShape() {
    return teacher.descriptor().sampleShape();
  }

  @Override
  public void close() {
    teacher.close();
  }
}
