package dev.aria.emoji.demo;

import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.emoji.problem.EmojiStudent;
import dev.aria.models.model.ModelFiles;
import dev.aria.operations.run.FolderMismatch;
import dev.aria.operations.run.OptionsDiffer;
import dev.aria.operations.run.RunFiles;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One run on the built-in problem and its files. A run that was cut short is gone on with; when the
 * demo's last one is finished, the next gets the next number.
 */
public final class DemoRun {
  private static final String PREFIX = "demo-";

  private final RunFiles files;

  private DemoRun(RunFiles files) {
    this.files = files;
  }

  /**
   * The run that a demo goes on with: the named one if it exists, or that which was cut short.
   * Empty when a new one is to be begun.
   *
   * @throws OptionsDiffer when options were given that the run was not begun with
   * @throws FolderMismatch when the run's folder was moved or copied
   * @throws IllegalArgumentException when there is nothing to go on with, though that was asked for
   */
  public static Optional<DemoRun> earlier(DemoSettings settings, RunChoice choice) {
    Optional<DemoRun> found =
        choice.name().isPresent()
            ? choice.name().map(name -> at(settings, name)).filter(DemoRun::isMade)
            : ofDemo(settings).stream().filter(run -> !Files.exists(run.report())).findFirst();
    if (choice.resume() && found.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no run %s under %s to resume"
              .formatted(
                  choice.name().map("'%s'"::formatted).orElse("that was cut short"),
                  settings.data()));
    }
    found.ifPresent(run -> run.check(settings, choice));
    return found;
  }

  /** The names that the next run of the demo may have, in order. */
  static Stream<String> nextNames(DemoSettings settings) {
    return IntStream.iterate(ofDemo(settings).size() + 1, number -> number + 1)
        .mapToObj(number -> PREFIX + number)
        .filter(name -> !at(settings, name).isMade());
  }

  private static List<DemoRun> ofDemo(DemoSettings settings) {
    return RunFiles.all(settings.data()).stream()
        .filter(files -> files.name().startsWith(PREFIX))
        .map(DemoRun::new)
        .toList();
  }

  private static DemoRun at(DemoSettings settings, String name) {
    return new DemoRun(RunFiles.of(settings.data(), name));
  }

  private boolean isMade() {
    return Files.exists(files.settings());
  }

  private void check(DemoSettings settings, RunChoice choice) {
    checkPlace();
    List<String> differences = options().differences(DemoOptions.of(settings), choice.given());
    if (!choice.resume() && !differences.isEmpty()) {
      throw new OptionsDiffer(
          "run '%s'".formatted(files.name()),
          differences,
          "Say --resume to go on with it as it is, or --run NAME to begin another");
    }
  }

  /**
   * Refuses a folder that was moved or copied.
   *
   * @throws FolderMismatch when it was
   */
  void checkPlace() {
    files.checkPlace(loaded());
  }

  /** The options that it was begun with. */
  DemoOptions options() {
    RunSettings agreed = agreed();
    return new DemoOptions(
        agreed.steps(),
        agreed.allocation().policy(),
        agreed.paths().share(),
        agreed.seed(),
        isFromScratch());
  }

  /** A spent run has no first weights any more; nobody goes on with one. */
  private boolean isFromScratch() {
    return Files.exists(initial()) && EmojiStudent.isFromScratch(initial());
  }

  /**
   * The run {@code name}, made with {@code settings} when it does not exist.
   *
   * @param studentSeed seed of those first weights of the student that it does not take over
   */
  public static DemoRun open(
      String name, DemoSettings settings, EmojiProblem problem, long studentSeed) {
    DemoRun run = at(settings, name);
    if (!run.isMade()) {
      run.create(settings, problem, studentSeed);
    }
    return run;
  }

  /** Whether there is a run {@code name}. */
  public static boolean exists(String name, DemoSettings settings) {
    return at(settings, name).isMade();
  }

  private void create(DemoSettings settings, EmojiProblem problem, long studentSeed) {
    EmojiStudent.write(initial(), problem.teacher(), settings.fromScratch(), studentSeed);
    files.writeSettings(
        settings.of(
            files.name(),
            ModelFiles.descriptorOf(problem.teacher()),
            problem.pairedSet(),
            initial(),
            files.student(DemoSettings.STUDENT)));
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
    return loaded().run();
  }

  /** All settings of its services. */
  Settings loaded() {
    return Settings.load("--config", files.settings().toString());
  }
}
