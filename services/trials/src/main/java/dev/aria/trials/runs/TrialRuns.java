package dev.aria.trials.runs;

import dev.aria.emoji.problem.EmojiStudent;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NewModel;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.setup.RecordSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small runs of a problem: few regions, a short warm-up, small batches. */
public final class TrialRuns {
  /** Corpus that the prompts are loaded into. */
  public static final String CORPUS = "trial";

  /** V: shards of a run. */
  public static final int SHARDS = 4;

  private static final int MOST_REGIONS = 16;
  private static final int PROMPTS_OF_A_REGION = 10;
  private static final int STEPS_IN_FLIGHT = 24;
  private static final int TINY_WIDTH = 64;
  private static final int TINY_BLOCKS = 1;
  private static final long TEACHER_SEED = 5;

  private final Path folder;
  private final TrialProblem problem;

  /**
   * @param folder where runs are made
   */
  public TrialRuns(Path folder, TrialProblem problem) {
    this.folder = folder;
    this.problem = problem;
  }

  /**
   * What may differ between runs.
   *
   * @param teacher file of the teacher
   * @param steps global steps
   * @param microBatch samples of one (step, shard), fewer where a record cannot hold them
   * @param checkpointEvery steps between two checkpoints
   * @param seed seed of the draws
   * @param paths part of the draws on the teacher's sampling paths, which the weights steer then
   */
  public record Size(
      Path teacher, int steps, int microBatch, int checkpointEvery, long seed, double paths) {}

  /** The problem's own teacher. */
  public Path teacher() {
    return problem.teacher();
  }

  /** A teacher of random weights that costs next to nothing, for the built-in prompts and pairs. */
  public Path tinyTeacher() {
    Path file = folder.resolve("tiny-teacher.pt");
    ModelDescriptor like = ModelFiles.describe(problem.teacher());
    FilmMlp whole = FilmMlp.describedBy(like);
    FilmMlp shape = FilmMlp.of(whole.latentDim(), whole.conditionDim(), TINY_WIDTH, TINY_BLOCKS);
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
    run.writeSettings(settings(run, size));
    return run;
  }

  private Map<String, Object> settings(RunFiles run, Size size) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("aria.run.name", run.name());
    values.put("aria.run.corpus", CORPUS);
    values.put("aria.run.seed", size.seed());
    values.put("aria.run.steps", size.steps());
    values.put("aria.run.shards", SHARDS);
    RecordSize record = record(size);
    values.put("aria.run.micro-batch", record.microBatch());
    values.put("aria.run.half-targets", record.half());
    values.put("aria.run.max-in-flight", SHARDS * record.microBatch() * STEPS_IN_FLIGHT);
    values.put("aria.run.teacher", size.teacher().toAbsolutePath().toString());
    values.put("aria.run.paired-set", problem.pairs().toAbsolutePath().toString());
    int prompts = problem.prompts().size();
    values.put("aria.run.regions.count", regions(prompts));
    values.put("aria.run.regions.sample", Math.max(1, prompts / 2));
    values.put("aria.run.allocation.warm-up-steps", 10);
    if (size.paths() > 0) {
      values.put("aria.run.paths.share", size.paths());
      values.put("aria.run.allocation.scope", "paths");
    }
    values.put("aria.prompt-streamer.store", folder.resolve("page-store").toString());
    values.put("aria.student-trainer.student", EmojiStudent.NAME);
    values.put("aria.student-trainer.output", run.student(EmojiStudent.NAME).toString());
    Path student = problem.student(run.folder(), size.teacher());
    values.put("aria.student-trainer.model.file", student.toAbsolutePath().toString());
    values.put("aria.student-trainer.checkpoint-every", size.checkpointEvery());
    return values;
  }

  private static RecordSize record(Size size) {
    int sampleSize = ModelFiles.describe(size.teacher()).sampleSize();
    return RecordSize.of(sampleSize, size.paths(), size.microBatch());
  }

  private static int regions(int prompts) {
    return Math.max(1, Math.min(MOST_REGIONS, prompts / PROMPTS_OF_A_REGION));
  }
}
