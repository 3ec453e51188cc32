package dev.aria.emoji.problem.measurement;

import dev.aria.core.tensor.Tensor;
import dev.aria.emoji.catalogue.Emoji;
import dev.aria.emoji.catalogue.EmojiCatalogue;
import dev.aria.emoji.catalogue.EmojiPictures;
import dev.aria.emoji.catalogue.EmojiPrompt;
import dev.aria.emoji.catalogue.NearestEmoji;
import dev.aria.emoji.catalogue.PictureBatch;
import dev.aria.emoji.evaluation.HeldOutSet;
import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.models.codec.LatentCodec;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.sampler.DiffusionSampler;
import dev.aria.models.sampler.SamplingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What a student draws of held-out prompts, beside its teacher and the true pictures. Teacher and
 * student start from the same noise (DDIM, guidance 3). Immutable.
 *
 * <p>The extractor of features is the problem's PCA codec: the distance of features is that of the
 * sampled latent from the latent of the true picture.
 */
final class PictureMeasures {
  private static final double GUIDANCE = 3;
  private static final long SEED = 20_260_801L;

  private final LatentCodec codec;
  private final NearestEmoji nearest =
      new NearestEmoji(EmojiCatalogue.load(), EmojiPictures.load());
  private final List<EmojiPrompt> prompts;
  private final List<Boolean> unpaired;
  private final HeldOutSet held;
  private final SamplingSettings settings;
  private final Drawings teacher;

  /** What one model drew, by prompt: latents, pictures in [-1, 1], and what these look like. */
  private record Drawings(List<float[]> latents, List<float[]> pictures, List<Emoji> seen) {}

  /** Lets {@code teacher} draw. {@code problem} must stay open as long as students are measured. */
  PictureMeasures(EmojiProblem problem, MeasurementSize size, NoisePredictor teacher) {
    this.codec = problem.codec();
    this.prompts = problem.shownPrompts(size.shown(), size.shown());
    this.unpaired = prompts.stream().map(p -> problem.isUnpaired(p.emoji())).toList();
    this.held = problem.shown(size.shown(), size.shown());
    this.settings = SamplingSettings.unclipped(size.samplingSteps(), GUIDANCE);
    this.teacher = draw(teacher);
  }

  private Drawings draw(NoisePredictor model) {
    long[] seeds = LongStream.range(SEED, SEED + prompts.size()).toArray();
    Tensor latents = new DiffusionSampler(model, settings).sample(held.conditions(), seeds);
    List<float[]> pictures = PictureBatch.rows(codec.decode(latents));
    pictures.forEach(PictureMeasures::clamp);
    return new Drawings(PictureBatch.rows(latents), pictures, nearest.of(prompts, pictures));
  }

  private static void clamp(float[] picture) {
    for (int i = 0; i < picture.length; i++) {
      picture[i] = Math.max(-1, Math.min(1, picture[i]));
    }
  }

  /** All values of pictures. */
  List<MeasuredValue> of(NoisePredictor model) {
    Drawings student = draw(model);
    List<MeasuredValue> values = new ArrayList<>();
    add(
        values,
        "picture-mse",
        i -> squared(teacher.pictures().get(i), student.pictures().get(i)) / EmojiPictures.VALUES);
    add(values, "retrieval", i -> found(student, i));
    add(values, "teacher-retrieval", i -> found(teacher, i));
    add(values, "feature-distance", i -> toTruth(student, i));
    add(values, "teacher-feature-distance", i -> toTruth(teacher, i));
    return values;
  }

  private double found(Drawings drawings, int prompt) {
    return drawings.seen().get(prompt).equals(prompts.get(prompt).emoji()) ? 1 : 0;
  }

  private double toTruth(Drawings drawings, int prompt) {
    float[] truth = new float[held.latents().rowSize()];
    held.latents().readRow(prompt, truth, 0);
    return Math.sqrt(squared(drawings.latents().get(prompt), truth));
  }

  private static double squared(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double gap = (double) a[i] - b[i];
      sum += gap * gap;
    }
    return sum;
  }

  private void add(List<MeasuredValue> values, String measure, IntToDoubleFunction byPrompt) {
    int[] all = IntStream.range(0, prompts.size()).toArray();
    mean(measure, "all", all, byPrompt).ifPresent(values::add);
    for (boolean side : new boolean[] {false, true}) {
      int[] members = IntStream.of(all).filter(i -> unpaired.get(i) == side).toArray();
      mean(measure, side ? "unpaired" : "paired", members, byPrompt).ifPresent(values::add);
    }
  }

  private static Optional<MeasuredValue> mean(
      String measure, String group, int[] members, IntToDoubleFunction byPrompt) {
    return members.length == 0
        ? Optional.empty()
        : Optional.of(
            new MeasuredValue(
                measure,
                group,
                IntStream.of(members).mapToDouble(byPrompt).average().orElseThrow(),
                members.length));
  }
}
