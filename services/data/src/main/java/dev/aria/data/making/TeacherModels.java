package dev.aria.data.making;

import dev.aria.models.codec.LatentCodec;
import dev.aria.models.encoder.Conditioning;
import dev.aria.models.encoder.PromptEncoders;
import dev.aria.models.folder.ModelFolder;
import dev.aria.runtime.teacher.TeacherFiles;
import java.nio.file.Path;
import java.util.Optional;

/** Codec and encoders of a teacher, opened from its folder. */
public final class TeacherModels implements AutoCloseable {
  private static final long CACHED_BYTES = 64L << 20; // captions repeat in many sets
  private static final String DEVICE = "cpu";

  private final PairModels models;
  private final Optional<PromptEncoders> encoders;

  private TeacherModels(PairModels models, Optional<PromptEncoders> encoders) {
    this.models = models;
    this.encoders = encoders;
  }

  /**
   * Opens what makes pairs for the teacher in {@code place}; its text encoder is not needed.
   *
   * @param place the model folder, its descriptor or its network
   * @throws dev.aria.models.model.ModelUnreadable when a part of it is missing or does not fit
   */
  public static TeacherModels open(Path place) {
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
  public static LatentCodec openCodec(Path place) {
    return folder(place).codec(DEVICE);
  }

  private static ModelFolder folder(Path place) {
    return ModelFolder.of(TeacherFiles.of(place).model());
  }

  /** What pairs are made with, open until this is closed. */
  public PairModels models() {
    return models;
  }

  @Override
  public void close() {
    models.codec().close();
    encoders.ifPresent(PromptEncoders::close);
  }
}
