package dev.aria.trials.runs;

import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.emoji.problem.EmojiStudent;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NewModel;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The built-in problem, a part of its corpus, and a student of no use, which costs little. */
public final class EmojiTrialProblem implements TrialProblem {
  private static final int PROMPTS = 2_000;
  private static final int WIDTH = 96;
  private static final int BLOCKS = 1;
  private static final long SEED = 3;

  private final EmojiProblem problem;

  private EmojiTrialProblem(EmojiProblem problem) {
    this.problem = problem;
  }

  /** Opens it, its files unpacked under {@code data}. */
  public static EmojiTrialProblem open(Path data) {
    return new EmojiTrialProblem(EmojiProblem.open(data));
  }

  @Override
  public Path teacher() {
    return problem.teacher();
  }

  @Override
  public Path pairs() {
    return problem.pairedSet();
  }

  @Override
  public List<String> prompts() {
    List<String> all = problem.corpus();
    int every = Math.max(1, all.size() / PROMPTS);
    return IntStream.range(0, all.size() / every).mapToObj(i -> all.get(i * every)).toList();
  }

  @Override
  public Path student(Path folder, Path teacher) {
    ModelDescriptor taught = ModelFiles.describe(teacher);
    FilmMlp like = FilmMlp.describedBy(taught);
    FilmMlp shape = FilmMlp.of(like.latentDim(), like.conditionDim(), WIDTH, BLOCKS);
    Path file = folder.resolve("initial.pt");
    ModelFiles.create(new NewModel(EmojiStudent.NAME, shape, taught.diffusion(), SEED), file);
    return file;
  }

  @Override
  public void close() {
    problem.close();
  }
}
