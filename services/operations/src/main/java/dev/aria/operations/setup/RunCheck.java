package dev.aria.operations.setup;

import com.typesafe.config.Config;
import dev.aria.models.codec.LatentCodec;
import dev.aria.models.encoder.Conditioning;
import dev.aria.models.encoder.PromptEncoders;
import dev.aria.models.engine.Devices;
import dev.aria.models.folder.ModelFolder;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.model.StudentFit;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSets;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import dev.aria.runtime.teacher.RunTeachers;
import dev.aria.runtime.teacher.TeacherFiles;
import dev.aria.runtime.teacher.TeacherNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Supplier;

/**
 * Looks at all that a run's settings name, before its first step: opens every file once, and holds
 * shapes, conditions and digests against each other. What is wrong is found, not thrown.
 */
public final class RunCheck {
  private static final String CPU = "cpu";
  private static final long ENCODER_MEMORY = 1 << 20;

  private final RunSettings run;
  private final Config config;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * What was found of one thing.
   *
   * @param what the thing, such as {@code teacher}
   * @param good whether the run can use it
   * @param text what it is, or what is wrong and how to mend it
   */
  public record Finding(String what, boolean good, String text) {
    @Override
    public String toString() {
      return "%-8s %-10s %s".formatted(good ? "ok" : "MISSING", what, text);
    }
  }

  private RunCheck(Settings settings) {
    this.run = settings.run();
    this.config = settings.config();
  }

  /** Everything that could be found, in the order in which it is needed. */
  public static List<Finding> of(Settings settings) {
    RunCheck check = new RunCheck(settings);
    check.look();
    return List.copyOf(check.findings);
  }

  private void look() {
    if (!look("folder", () -> TeacherFiles.of(run.teacher()).folder().toString())) {
      return;
    }
    Path teacher = TeacherFiles.of(run.teacher()).model();
    look("teacher", () -> opened(teacher));
    if (!run.experts().isEmpty()) {
      look("experts", this::experts);
    }
    look("prompts", () -> prompts(teacher));
    look("pictures", () -> pictures(teacher));
    String student = config.getString("aria.student-trainer.model.file");
    if (!student.isEmpty()) {
      Path network = ModelFiles.networkOf(Path.of(student));
      look("student", () -> opened(network));
      look("fit", () -> fit(teacher, network));
    }
    look("pairs", () -> pairs(teacher));
    look("devices", this::devices);
  }

  private boolean look(String what, Supplier<String> found) {
    try {
      findings.add(new Finding(what, true, found.get()));
      return true;
    } catch (RuntimeException e) {
      findings.add(new Finding(what, false, String.valueOf(e.getMessage())));
      return false;
    }
  }

  /** Loads it, with its text encoder. */
  private static String opened(Path network) {
    try (NoisePredictor model = ModelFiles.load(network, CPU)) {
      return new ModelSummary(model.descriptor()).toString();
    }
  }

  /** Loads each, once all go together. */
  private String experts() {
    RunTeachers teachers = RunTeachers.of(run);
    List<String> names = TeacherNames.of(run).names();
    StringJoiner found = new StringJoiner("; ");
    for (int i = 1; i < teachers.count(); i++) {
      found.add("%s: %s".formatted(names.get(i), opened(teachers.files().get(i).model())));
    }
    return found.toString();
  }

  private static String prompts(Path network) {
    ModelFolder model = ModelFolder.of(network);
    boolean classes = model.descriptor().diffusion().conditioning() instanceof Conditioning.Labels;
    try (PromptEncoders encoders = model.encoders(ENCODER_MEMORY)) {
      float[] condition = encoders.conditions().encode(classes ? "0" : "a red fox in the snow");
      return "a prompt travels as %d numbers; regions by vectors of %d"
          .formatted(condition.length, encoders.regions().dimension());
    }
  }

  private static String pictures(Path network) {
    try (LatentCodec codec = ModelFolder.of(network).codec(CPU)) {
      return "pictures of %s become latents of %s"
          .formatted(codec.pictureShape(), codec.latentShape());
    }
  }

  private static String fit(Path teacher, Path student) {
    ModelDescriptor theirs = ModelFolder.of(teacher).descriptor();
    ModelDescriptor ours = ModelFolder.of(student).descriptor();
    StudentFit.require(ours, theirs);
    return "the student takes what the teacher takes, with %.0f %% of its parameters"
        .formatted(100.0 * ours.parameters() / theirs.parameters());
  }

  private String pairs(Path teacher) {
    ModelDescriptor model = ModelFolder.of(teacher).descriptor();
    if (!Files.exists(run.pairedSet())) {
      throw new IllegalArgumentException(
          "there is no %s; make it with ./aria data pairs %s --teacher %s IMAGES"
              .formatted(run.pairedSet(), run.pairedSet(), ModelFiles.folderOf(teacher)));
    }
    try (PairedSet pairs = PairedSets.open(run.pairedSet())) {
      if (!pairs.latentShape().equals(model.sampleShape())
          || !pairs.conditionShape().equals(model.conditionShape())) {
        throw new IllegalArgumentException(
            "%s holds latents %s and conditions %s, the teacher takes %s and %s; make it again with ./aria data pairs --teacher %s"
                .formatted(
                    run.pairedSet(),
                    pairs.latentShape(),
                    pairs.conditionShape(),
                    model.sampleShape(),
                    model.conditionShape(),
                    ModelFiles.folderOf(teacher)));
      }
      sameEncoder(teacher, pairs);
      TeacherNames.of(run).refuseUnknown(pairs.teachers(), run.pairedSet());
      return "%,d pairs, the first '%s'".formatted(pairs.size(), pairs.text(0));
    }
  }

  private void sameEncoder(Path teacher, PairedSet pairs) {
    try (PromptEncoders encoders = ModelFolder.of(teacher).encoders(ENCODER_MEMORY)) {
      String ours = encoders.conditions().digest();
      if (pairs.regionDimension() != encoders.regions().dimension()
          || !pairs.conditionsFrom().orElse(ours).equals(ours)) {
        throw new IllegalArgumentException(
            "the conditions or region vectors of %s were made by other encoders than the teacher's; make it again with ./aria data pairs --teacher %s"
                .formatted(run.pairedSet(), ModelFiles.folderOf(teacher)));
      }
    }
  }

  private String devices() {
    String teachers = config.getString("aria.teacher-pool.devices");
    String trainers = config.getString("aria.student-trainer.devices");
    for (String device : (teachers + "," + trainers).split(",", -1)) {
      Devices.check(device.strip());
    }
    return "teachers on %s, trainers on %s".formatted(teachers, trainers);
  }
}
