package dev.aria.emoji.demo;

import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NewModel;
import dev.aria.models.training.KeptBlocks;
import dev.aria.models.training.OptimizerSettings;
import dev.aria.models.training.Trainable;
import dev.aria.models.training.Weights;
import dev.aria.operations.run.RunFiles;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One run on the built-in problem and its files. A run that was cut short is gone on with; when the
 * demo's last one is finished, the next gets the next number.
 */
public final class DemoRun {
  private static final String PREFIX = "demo-";
  private static final int SCRATCH_WIDTH = 384;
  private static final int STUDENT_BLOCKS = 2;
  private static final long STUDENT_SEED = 3;

  private final RunFiles files;

  private DemoRun(RunFiles files) {
    this.files = files;
  }

  static DemoRun choose(DemoSettings settings, EmojiProblem problem) {
    List<DemoRun> earlier =
        RunFiles.all(settings.data()).stream()
            .filter(files -> files.name().startsWith(PREFIX))
            .map(DemoRun::new)
            .toList();
    return earlier.stream()
        .filter(run -> !Files.exists(run.report()))
        .findFirst()
        .orElseGet(() -> open(PREFIX + (earlier.size() + 1), settings, problem, STUDENT_SEED));
  }

  /**
   * The run {@code name}, made with {@code settings} when it does not exist.
   *
   * @param studentSeed seed of those first weights of the student that it does not take over
   */
  public static DemoRun open(
      String name, DemoSettings settings, EmojiProblem problem, long studentSeed) {
    DemoRun run = new DemoRun(RunFiles.of(settings.data(), name));
    if (!Files.exists(run.files.settings())) {
      run.create(settings, problem, studentSeed);
    }
    return run;
  }

  /** Whether there is a run {@code name}. */
  public static boolean exists(String name, DemoSettings settings) {
    return Files.exists(RunFiles.of(settings.data(), name).settings());
  }

  /** What a student is made of here, beside its teacher: for telling settings apart. */
  public static String studentShape(boolean fromScratch) {
    return fromScratch
        ? "scratch width %d blocks %d".formatted(SCRATCH_WIDTH, STUDENT_BLOCKS)
        : "from the teacher, blocks %d".formatted(STUDENT_BLOCKS);
  }

  private void create(DemoSettings settings, EmojiProblem problem, long studentSeed) {
    makeStudent(problem.teacher(), settings.fromScratch(), studentSeed);
    files.writeSettings(
        settings.of(
            files.name(),
            ModelFiles.descriptorOf(problem.teacher()),
            problem.pairedSet(),
            initial(),
            files.student(DemoSettings.STUDENT)));
  }

  /**
   * Writes the untrained student: as wide as the teacher with half of its blocks, taken over from
   * it (block removal as in BK-SDM), or a narrower one with weights of its own.
   */
  private void makeStudent(Path teacher, boolean fromScratch, long seed) {
    ModelDescriptor like = ModelFiles.describe(teacher);
    FilmMlp whole = FilmMlp.describedBy(like);
    FilmMlp shape =
        fromScratch
            ? FilmMlp.of(whole.latentDim(), whole.conditionDim(), SCRATCH_WIDTH, STUDENT_BLOCKS)
            : whole.withBlocks(STUDENT_BLOCKS);
    NewModel model = new NewModel(DemoSettings.STUDENT, shape, like.diffusion(), seed);
    makeFolder();
    try (Trainable student = Trainable.create(model, OptimizerSettings.constant(1e-3, 0), "cpu")) {
      if (!fromScratch) {
        student.startFrom(teacher, KeptBlocks.spread("block", STUDENT_BLOCKS, whole.blocks()));
      }
      student.export(initial(), DemoSettings.STUDENT, Weights.CURRENT);
    }
  }

  private void makeFolder() {
    try {
      Files.createDirectories(files.folder());
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot make folder " + files.folder(), failure);
    }
  }

  /** Its folder. */
  public RunFiles files() {
    return files;
  }

  /** The student before training. */
  public Path initial() {
    return files.folder().resolve("initial.pt");
  }

  /** What the run has come to; exists once it is finished. */
  Path report() {
    return files.folder().resolve("report.txt");
  }

  /** The student after training, or as far as it came when the run was stopped. */
  public Path trained() {
    return files.student(DemoSettings.STUDENT).resolve(DemoSettings.STUDENT + ".pt");
  }

  /** What the run's services agree on. */
  public RunSettings agreed() {
    return Settings.load("--config", files.settings().toString()).run();
  }
}
