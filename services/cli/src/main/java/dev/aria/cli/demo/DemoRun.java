package dev.aria.cli.demo;

import dev.aria.cli.run.RunFiles;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NewModel;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One run of the demo and its files. A run that was cut short is gone on with; when the last one is
 * finished, the next gets the next number.
 */
final class DemoRun {
  private static final String PREFIX = "demo";
  private static final int STUDENT_WIDTH = 384;
  private static final int STUDENT_BLOCKS = 2;
  private static final long STUDENT_SEED = 3;

  private final RunFiles files;

  private DemoRun(RunFiles files) {
    this.files = files;
  }

  static DemoRun choose(DemoSettings settings, EmojiProblem problem) {
    Optional<DemoRun> unfinished =
        RunFiles.newest(settings.data())
            .map(DemoRun::new)
            .filter(run -> !Files.exists(run.trained()));
    return unfinished.orElseGet(() -> create(settings, problem));
  }

  private static DemoRun create(DemoSettings settings, EmojiProblem problem) {
    int number = RunFiles.all(settings.data()).size() + 1;
    DemoRun run = new DemoRun(RunFiles.of(settings.data(), PREFIX + "-" + number));
    run.makeStudent(problem.teacher());
    run.files.writeSettings(
        settings.of(
            run.files.name(),
            ModelFiles.descriptorOf(problem.teacher()),
            problem.pairedSet(),
            run.initial(),
            run.files.student(DemoSettings.STUDENT)));
    return run;
  }

  private void makeStudent(Path teacher) {
    ModelDescriptor like = ModelFiles.describe(teacher);
    FilmMlp shape =
        FilmMlp.of(
            like.sampleShape().get(0), like.conditionShape().get(0), STUDENT_WIDTH, STUDENT_BLOCKS);
    try {
      Files.createDirectories(files.folder());
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot make folder " + files.folder(), failure);
    }
    ModelFiles.create(
        new NewModel(DemoSettings.STUDENT, shape, like.diffusion(), STUDENT_SEED), initial());
  }

  RunFiles files() {
    return files;
  }

  /** The student before training. */
  Path initial() {
    return files.folder().resolve("initial.pt");
  }

  /** The student after training; exists once the run is finished. */
  Path trained() {
    return files.student(DemoSettings.STUDENT).resolve(DemoSettings.STUDENT + ".pt");
  }

  /** What the run's services agree on. */
  RunSettings agreed() {
    return Settings.load("--config", files.settings().toString()).run();
  }
}
