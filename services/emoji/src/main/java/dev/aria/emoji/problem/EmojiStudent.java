package dev.aria.emoji.problem;

import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NewModel;
import dev.aria.models.training.KeptBlocks;
import dev.aria.models.training.OptimizerSettings;
import dev.aria.models.training.Trainable;
import dev.aria.models.training.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The student of the built-in problem, before it is trained. */
public final class EmojiStudent {
  /** Name of the student, and of its files. */
  public static final String NAME = "student";

  /** Seed of its weights in the shipped problem. */
  static final long SHIPPED_SEED = 3;

  private static final int SCRATCH_WIDTH = 384;
  private static final int BLOCKS = 2;

  private EmojiStudent() {}

  /** What it is made of, beside its teacher: for telling settings apart. */
  public static String shape(boolean fromScratch) {
    return fromScratch
        ? "scratch width %d blocks %d".formatted(SCRATCH_WIDTH, BLOCKS)
        : "from the teacher, blocks %d".formatted(BLOCKS);
  }

  /** Whether {@code model} is one that {@link #write} began from scratch. */
  public static boolean isFromScratch(Path model) {
    return FilmMlp.describedBy(ModelFiles.describe(model)).width() == SCRATCH_WIDTH;
  }

  /**
   * Writes it untrained: as wide as the teacher with half of its blocks, taken over from it (block
   * removal as in BK-SDM), or a narrower one with weights of its own.
   *
   * @param model the file of its network; descriptor and codec come beside it
   * @param seed of those weights that are not taken over
   */
  public static void write(Path model, Path teacher, boolean fromScratch, long seed) {
    ModelDescriptor like = ModelFiles.describe(teacher);
    FilmMlp whole = FilmMlp.describedBy(like);
    FilmMlp shape =
        fromScratch
            ? FilmMlp.of(whole.latentDim(), whole.conditionDim(), SCRATCH_WIDTH, BLOCKS)
            : whole.withBlocks(BLOCKS);
    NewModel untrained = new NewModel(NAME, shape, like.diffusion(), seed);
    makeFolder(ModelFiles.folderOf(model));
    Optional<Path> parts = Optional.of(ModelFiles.folderOf(teacher));
    OptimizerSettings any = OptimizerSettings.constant(1e-3, 0);
    try (Trainable student = Trainable.create(untrained, any, parts, "cpu")) {
      if (!fromScratch) {
        student.startFrom(teacher, KeptBlocks.spread("block", BLOCKS, whole.blocks()));
      }
      student.export(model, NAME, Weights.CURRENT);
    }
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot make folder " + folder, failure);
    }
  }
}
