package dev.aria.cli.data;

import dev.aria.data.making.PairModels;
import dev.aria.models.codec.IdentityCodec;
import dev.aria.models.codec.LatentCodec;
import dev.aria.models.codec.PcaCodec;
import dev.aria.models.encoder.CachingEncoder;
import dev.aria.models.encoder.ConditionEncoder;
import dev.aria.models.encoder.MiniLmEncoder;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.sampler.SamplingSettings;
import dev.aria.runtime.teacher.TeacherFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Codec and encoders of a teacher, opened from its folder. */
final class TeacherModels implements AutoCloseable {
  private static final long CACHED_BYTES = 64L << 20; // captions repeat in many sets
  private static final String DEVICE = "cpu";
  private static final String PCA = "codec.safetensors";

  private final PairModels models;

  private TeacherModels(PairModels models) {
    this.models = models;
  }

  /** Opens what makes pairs for the teacher in {@code folder}. */
  static TeacherModels open(Path folder) {
    Path descriptor = TeacherFiles.of(folder).descriptor();
    ModelDescriptor teacher = ModelFiles.readDescriptor(descriptor);
    LatentCodec codec = codec(descriptor, teacher);
    ConditionEncoder encoder = CachingEncoder.inMemory(MiniLmEncoder.fromClassPath(), CACHED_BYTES);
    return new TeacherModels(
        new PairModels(codec, Optional.of(encoder), Optional.empty(), teacher.conditionShape()));
  }

  /** The codec alone, for a look at a set. */
  static LatentCodec openCodec(Path folder) {
    Path descriptor = TeacherFiles.of(folder).descriptor();
    return codec(descriptor, ModelFiles.readDescriptor(descriptor));
  }

  private static LatentCodec codec(Path descriptor, ModelDescriptor teacher) {
    Path pca = descriptor.resolveSibling(PCA);
    if (Files.exists(pca)) {
      return PcaCodec.load(pca);
    }
    List<Integer> sample = teacher.sampleShape();
    if (sample.size() == 3 && sample.get(0) == 3) {
      return new IdentityCodec(sample);
    }
    throw new IllegalArgumentException(
        "teacher %s makes samples of shape %s, which are no pictures, and its folder %s has no codec"
            .formatted(teacher.name(), sample, descriptor.resolveSibling("")));
  }

  /** The teacher in {@code folder} as a drawer of latents; the caller closes it. */
  TeacherSampler sampler(Path folder, int steps, Optional<Double> guidance) {
    NoisePredictor teacher = ModelFiles.load(TeacherFiles.of(folder).model(), DEVICE);
    double scale = guidance.orElse(teacher.descriptor().diffusion().guidance());
    ConditionEncoder encoder = models.conditions().orElseThrow();
    return new TeacherSampler(teacher, encoder, SamplingSettings.unclipped(steps, scale));
  }

  PairModels models() {
    return models;
  }

  @Override
  public void close() {
    models.codec().close();
    models.conditions().ifPresent(ConditionEncoder::close);
    models.regions().ifPresent(ConditionEncoder::close);
  }
}
