package dev.aria.trials.runs;

import dev.aria.emoji.demo.DemoSettings;
import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NewModel;
import dev.aria.operations.run.RunFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Small runs of the built-in problem: its teacher and pairs, a part of its corpus, and a student of
 * no use, so that a run takes a minute.
 */
public final class TrialRuns {
  /** Corpus that the prompts are loaded into. */
  public static final String CORPUS = "emoji-part";

  /** V: shards of a run. */
  public static final int SHARDS = 4;

  private static final int PROMPTS = 2_000;
  private static final int STEPS_IN_FLIGHT = 24;
  private static final int WIDTH = 96;
  private static final int BLOCKS = 1;
  private static final int TINY_WIDTH = 64;
  private static final long STUDENT_SEED = 3;
  private static final long TEACHER_SEED = 5;

  private final Path folder;
  private final EmojiProblem problem;

  /**
   * @param folder where runs are made
   */
  public TrialRuns(Path folder, EmojiProblem problem) {
    this.folder = folder;
    this.problem = problem;
  }

  /** Every n-th prompt of the built-in corpus. */
  public List<String> prompts() {
    List<String> all = problem.corpus();
    int every = Math.max(1, all.size() / PROMPTS);
    return IntStream.range(0, all.size() / every).mapToObj(i -> all.get(i * every)).toList();
  }

  /**
   * What may differ between runs.
   *
   * @param teacher file of the teacher
   * @param steps global steps
   * @param microBatch samples of one (step, shard)
   * @param checkpointEvery steps between two checkpoints
   * @param seed seed of the draws
   * @param paths part of the draws on the teacher's sampling paths, which the weights steer then
   */
  public record Size(
      Path teacher, int steps, int microBatch, int checkpointEvery, long seed, double paths) {}

  /** The built-in teacher. */
  public Path teacher() {
    return problem.teacher();
  }

  /** A teacher of random weights that costs next to nothing, for the same prompts and pairs. */
  public Path tinyTeacher() {
    Path file = folder.resolve("tiny-teacher.pt");
    ModelDescriptor like = ModelFiles.describe(problem.teacher());
    FilmMlp whole = FilmMlp.describedBy(like);
    FilmMlp shape = FilmMlp.of(whole.latentDim(), whole.conditionDim(), TINY_WIDTH, BLOCKS);
    ModelFiles.create(new NewModel("tiny-teacher", shape, like.diffusion(), TEACHER_SEED), file);
    return file;
  }

  /** Makes run {@code name}: its settings and the student's first weights. */
  public RunFiles make(String name, Size size) {
    RunFiles run = RunFiles.of(folder, name);
    try {
      Files.createDirectories(run.folder());
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot make folder " + run.folder(), failure);
    }
    ModelDescriptor teacher = ModelFiles.describe(size.teacher());
    FilmMlp like = FilmMlp.describedBy(teacher);
    FilmMlp shape = FilmMlp.of(like.latentDim(), like.conditionDim(), WIDTH, BLOCKS);
    ModelFiles.create(
        new NewModel(DemoSettings.STUDENT, shape, teacher.diffusion(), STUDENT_SEED), initial(run));
    run.writeSettings(settings(run, size));
    return run;
  }

  /** The student before training. */
  public static Path initial(RunFiles run) {
    return run.folder().resolve("initial.pt");
  }

  private Map<String, Object> settings(RunFiles run, Size size) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("aria.run.name", run.name());
    values.put("aria.run.corpus", CORPUS);
    values.put("aria.run.seed", size.seed());
    values.put("aria.run.steps", size.steps());
    values.put("aria.run.shards", SHARDS);
    values.put("aria.run.micro-batch", size.microBatch());
    values.put("aria.run.max-in-flight", SHARDS * size.microBatch() * STEPS_IN_FLIGHT);
    values.put("aria.run.teacher", ModelFiles.descriptorOf(size.teacher()).toString());
    values.put("aria.run.paired-set", problem.pairedSet().toString());
    values.put("aria.run.regions.count", 16);
    values.put("aria.run.regions.sample", PROMPTS / 2);
    values.put("aria.run.allocation.warm-up-steps", 10);
    if (size.paths() > 0) {
      values.put("aria.run.paths.share", size.paths());
      values.put("aria.run.allocation.scope", "paths");
    }
    values.put("aria.prompt-streamer.store", folder.resolve("page-store").toString());
    values.put("aria.student-trainer.student", DemoSettings.STUDENT);
    values.put("aria.student-trainer.output", run.student(DemoSettings.STUDENT).toString());
    values.put("aria.student-trainer.model.file", initial(run).toString());
    values.put("aria.student-trainer.checkpoint-every", size.checkpointEvery());
    return values;
  }
}
