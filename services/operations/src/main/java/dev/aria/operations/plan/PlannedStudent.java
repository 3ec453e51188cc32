package dev.aria.operations.plan;

import com.typesafe.config.Config;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.Architecture;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.NewModel;
import dev.aria.models.training.OptimizerSettings;
import dev.aria.models.training.Trainable;
import dev.aria.models.unet.Unet;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The student that a run file describes, made to fit its teacher. */
final class PlannedStudent {
  private static final String SECTION = "aria.student-trainer.";
  private static final String MODEL = SECTION + "model.";
  private static final int CONDITION_TOKENS = 4;
  private static final OptimizerSettings ANY_RATE = OptimizerSettings.constant(1e-5, 0);

  private final Config config;
  private final ModelDescriptor teacher;

  PlannedStudent(Config config, ModelDescriptor teacher) {
    this.config = config;
    this.teacher = teacher;
  }

  /** The student with its optimizer; the caller closes it. */
  Trainable open() {
    String file = config.getString(MODEL + "file");
    String device = config.getString(SECTION + "devices").replaceFirst(",.*", "").strip();
    return file.isBlank()
        ? Trainable.create(
            new NewModel("planned", architecture(), teacher.diffusion(), 1), ANY_RATE, device)
        : Trainable.open(Path.of(file), ANY_RATE, device);
  }

  private Architecture architecture() {
    int width = config.getInt(MODEL + "width");
    int blocks = config.getInt(MODEL + "blocks");
    List<Integer> sample = teacher.sampleShape();
    int encoded = teacher.encodedShape().stream().reduce(1, Math::multiplyExact);
    return config.getString(MODEL + "family").equals(Unet.FAMILY)
        ? new Unet(
            sample.get(0),
            sample.get(1),
            width,
            numbers("multipliers"),
            blocks,
            Set.copyOf(numbers("attention-levels")),
            teacher.encodedShape(),
            CONDITION_TOKENS)
        : FilmMlp.of(sample.get(0), encoded, width, blocks);
  }

  private List<Integer> numbers(String key) {
    return Arrays.stream(config.getString(MODEL + key).split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(Integer::valueOf)
        .toList();
  }
}
