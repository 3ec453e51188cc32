package dev.aria.cli.data;

import dev.aria.data.making.PairModels;
import dev.aria.models.codec.LatentCodec;
import dev.aria.models.encoder.ConditionEncoder;
import dev.aria.models.encoder.Conditioning;
import dev.aria.models.encoder.PromptEncoders;
import dev.aria.models.folder.ModelFolder;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.sampler.SamplingSettings;
import dev.aria.runtime.teacher.TeacherFiles;
import java.nio.file.Path;
import java.util.Optional;

/** Codec and encoders of a teacher, opened from its folder. */
final class TeacherModels implements AutoCloseable {
  private static final long CACHED_BYTES = 64L << 20; // captions repeat in many sets
  private static final String DEVICE = "cpu";

  private final PairModels models;
  private final Optional<PromptEncoders> encoders;

  private TeacherModels(PairModels models, Optional<PromptEncoders> encoders) {
    this.models = models;
    this.encoders = encoders;
  }

  /** Opens what makes pairs for the teacher in {@code place}; its text encoder is not needed. */
  static TeacherModels open(Path place) {
    ModelFolder teacher = folder(place);
    LatentCodec codec = teacher.codec(DEVICE);
    try {
      Optional<PromptEncoders> encoders = encoders(teacher);
      PairModels models =
          new PairModels(
              codec,
              encoders.map(PromptEncoders::conditions),
              encoders.filter(both -> !both.alike()).map(PromptEncoders::regions),
              teacher.descriptor().conditionShape());
      return new TeacherModels(models, encoders);
    } catch (RuntimeException e) {
      codec.close();
      throw e;
    }
  }

  /** None where conditions are made elsewhere: the sources bring them along. */
  private static Optional<PromptEncoders> encoders(ModelFolder teacher) {
    boolean made =
        !(teacher.descriptor().diffusion().conditioning() instanceof Conditioning.Vector);
    return made ? Optional.of(teacher.encoders(CACHED_BYTES)) : Optional.empty();
  }

  /** The codec alone, for a look at a set. */
  static LatentCodec openCodec(Path place) {
    return folder(place).codec(DEVICE);
  }

  /** The teacher in {@code place} as a drawer of latents; the caller closes it. */
  TeacherSampler sampler(Path place, int steps, Optional<Double> guidance) {
    NoisePredictor teacher = ModelFiles.load(TeacherFiles.of(place).model(), DEVICE);
    double scale = guidance.orElse(teacher.descriptor().diffusion().guidance());
    ConditionEncoder conditions = models.conditions().orElseThrow();
    return new TeacherSampler(teacher, conditions, SamplingSettings.unclipped(steps, scale));
  }

  private static ModelFolder folder(Path place) {
    return ModelFolder.of(TeacherFiles.of(place).model());
  }

  PairModels models() {
    return models;
  }

  @Override
  public void close() {
    models.codec().close();
    encoders.ifPresent(PromptEncoders::close);
  }
}
