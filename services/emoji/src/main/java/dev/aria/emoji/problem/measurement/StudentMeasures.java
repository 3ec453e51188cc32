package dev.aria.emoji.problem.measurement;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.emoji.catalogue.EmojiPrompt;
import dev.aria.emoji.evaluation.Discrepancies;
import dev.aria.emoji.evaluation.HeldOutEvaluation;
import dev.aria.emoji.evaluation.HeldOutPoints;
import dev.aria.emoji.evaluation.HeldOutSet;
import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.emoji.problem.StudentComparison;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * All that a study measures of its students, prepared once for a problem and a region map. Lower is
 * better, except for {@code retrieval}.
 *
 * <ul>
 *   <li>{@code noise-mse}: squared difference of the student's noise from the teacher's, at noised
 *       true pictures of held-out prompts, up to 16 of each region; groups {@code macro}, {@code
 *       worst-decile}, {@code natural}, {@code all}, {@code unpaired}, {@code rare}, {@code
 *       region:NAME}, {@code category:NAME}, and {@code bin:I} for each stratum of timesteps.
 *   <li>{@code guided-mse}: the same at guidance 3, the first six groups; {@code null-mse}: under
 *       the null condition, group {@code all}.
 *   <li>{@code picture-mse}: squared difference of the student's picture from the teacher's, pixels
 *       clamped to [-1, 1]; groups {@code all}, {@code paired}, {@code unpaired}, as for the rest.
 *   <li>{@code retrieval}, {@code teacher-retrieval}: share of the pictures that are nearest to the
 *       true picture of the emoji that was asked for.
 *   <li>{@code feature-distance}, {@code teacher-feature-distance}: mean Euclidean distance of the
 *       sampled latent from that of the true picture, features being those of the PCA codec.
 * </ul>
 *
 * <p>A group without prompts is left out. Thread-safe: several threads may measure different
 * students at once. The problem must stay open.
 */
public final class StudentMeasures {
  private static final String DEVICE = "cpu";

  private final NoiseMeasures noise;
  private final PictureMeasures pictures;
  private final HeldOutEvaluation regions;
  private final PromptGroups regionGroups;

  private StudentMeasures(
      NoiseMeasures noise,
      PictureMeasures pictures,
      HeldOutEvaluation regions,
      PromptGroups regionGroups) {
    this.noise = noise;
    this.pictures = pictures;
    this.regions = regions;
    this.regionGroups = regionGroups;
  }

  /**
   * Asks the teacher of {@code problem}.
   *
   * @param regions names what is averaged over
   * @param size how much is measured
   */
  public static StudentMeasures prepare(
      EmojiProblem problem, RegionMapRecord regions, MeasurementSize size) {
    return prepare(problem, regions, size, RegionPrompts.of(problem, regions, size.prompts()));
  }

  static StudentMeasures prepare(
      EmojiProblem problem,
      RegionMapRecord regions,
      MeasurementSize size,
      List<EmojiPrompt> prompts) {
    HeldOutSet held = problem.heldOut(prompts);
    PromptGroups groups = PromptGroups.of(problem, prompts, held, regions);
    List<Integer> third = groups.aThirdOfEachRegion();
    HeldOutSet few = held.only(third);
    PromptGroups fewGroups =
        PromptGroups.of(problem, third.stream().map(prompts::get).toList(), few, regions);
    try (NoisePredictor teacher = ModelFiles.load(problem.teacher(), DEVICE)) {
      NoiseSchedule schedule = teacher.descriptor().diffusion().schedule().schedule();
      int timesteps = size.timestepsPerPrompt();
      long seed = StudentComparison.SEED;
      HeldOutPoints points = HeldOutPoints.of(held, schedule, timesteps, seed);
      return new StudentMeasures(
          new NoiseMeasures(points, groups, teacher),
          new PictureMeasures(problem, size, teacher),
          HeldOutEvaluation.prepare(few, teacher, schedule, timesteps, seed),
          fewGroups);
    }
  }

  /** Every value of the student in {@code file}. */
  public List<MeasuredValue> of(Path file) {
    return with(
        file,
        student -> {
          List<MeasuredValue> values = new ArrayList<>(noise.of(student));
          values.addAll(pictures.of(student));
          return values;
        });
  }

  /**
   * {@code noise-mse} of the student in {@code file}, in the groups {@code macro}, {@code
   * worst-decile}, {@code natural}, {@code all}, {@code unpaired} and {@code rare} alone.
   */
  public List<MeasuredValue> quick(Path file) {
    return with(file, noise::quick);
  }

  /**
   * Held-out discrepancy of the student in {@code file} by region, on about a third of the prompts
   * of each and with noise of their own; NaN for a region without held-out prompts.
   */
  public double[] regionDiscrepancies(Path file) {
    Discrepancies discrepancies = with(file, regions::of);
    return regionGroups.byRegion(discrepancies);
  }

  private static <T> T with(Path file, Function<NoisePredictor, T> measure) {
    try (NoisePredictor student = ModelFiles.load(file, DEVICE)) {
      return measure.apply(student);
    }
  }
}
