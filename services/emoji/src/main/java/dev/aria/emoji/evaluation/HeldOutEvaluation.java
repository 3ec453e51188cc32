package dev.aria.emoji.evaluation;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.random.GaussianNoise;
import dev.aria.core.random.Purpose;
import dev.aria.core.random.RandomStream;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.NoisePredictor;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares students with a teacher at fixed noised pictures of held-out prompts: each prompt at
 * timesteps that cover {0..T-1} evenly, with noise that depends on the seed alone. Discrepancy is
 * the mean over the sample of (eps_T - eps_S)^2.
 *
 * <p>Legend: N prompts, K timesteps a prompt, rows ordered prompt first.
 */
public final class HeldOutEvaluation {
  private static final int BATCH = 256;

  private final HeldOutSet held;
  private final int timestepsPerPrompt;
  private final List<NoisedBatch> batches;

  private record NoisedBatch(
      int firstRow, Tensor noised, List<Integer> timesteps, Tensor conditions, Tensor targets) {
    int[] steps() {
      return timesteps.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  private HeldOutEvaluation(HeldOutSet held, int timestepsPerPrompt, List<NoisedBatch> batches) {
    this.held = held;
    this.timestepsPerPrompt = timestepsPerPrompt;
    this.batches = batches;
  }

  /** Noises every held-out prompt {@code timestepsPerPrompt} times and asks the teacher. */
  public static HeldOutEvaluation prepare(
      HeldOutSet held,
      NoisePredictor teacher,
      NoiseSchedule schedule,
      int timestepsPerPrompt,
      long seed) {
    List<NoisedBatch> batches = new ArrayList<>();
    int rows = held.size() * timestepsPerPrompt;
    Noising noising = new Noising(held, schedule, timestepsPerPrompt, seed);
    for (int first = 0; first < rows; first += BATCH) {
      batches.add(noising.batch(first, Math.min(BATCH, rows - first), teacher));
    }
    return new HeldOutEvaluation(held, timestepsPerPrompt, batches);
  }

  /** The prompts compared at. */
  public HeldOutSet heldOut() {
    return held;
  }

  /** Discrepancy of {@code student} from the teacher. */
  public Discrepancies of(NoisePredictor student) {
    return compare(
        batch -> student.predict(batch.noised(), batch.steps(), batch.conditions()).toFloats());
  }

  /** Discrepancy of predicting no noise at all: the scale against which a student is judged. */
  public Discrepancies ofZero() {
    return compare(batch -> new float[batch.targets().size()]);
  }

  private interface Prediction {
    float[] of(NoisedBatch batch);
  }

  private Discrepancies compare(Prediction prediction) {
    double[] sums = new double[held.size()];
    for (NoisedBatch batch : batches) {
      float[] predicted = prediction.of(batch);
      float[] wanted = batch.targets().toFloats();
      int width = batch.targets().rowSize();
      for (int i = 0; i < wanted.length; i++) {
        double gap = (double) wanted[i] - predicted[i];
        sums[(batch.firstRow() + i / width) / timestepsPerPrompt] += gap * gap / width;
      }
    }
    for (int prompt = 0; prompt < sums.length; prompt++) {
      sums[prompt] /= timestepsPerPrompt;
    }
    return new Discrepancies(sums);
  }

  private record Noising(
      HeldOutSet held, NoiseSchedule schedule, int timestepsPerPrompt, long seed) {

    NoisedBatch batch(int first, int rows, NoisePredictor teacher) {
      int width = held.latents().rowSize();
      int conditionWidth = held.conditions().rowSize();
      float[] noised = new float[rows * width];
      float[] conditions = new float[rows * conditionWidth];
      List<Integer> timesteps = new ArrayList<>(rows);
      float[] latent = new float[width];
      float[] epsilon = new float[width];
      for (int row = 0; row < rows; row++) {
        int prompt = (first + row) / timestepsPerPrompt;
        int timestep = timestep(first + row);
        held.latents().readRow(prompt, latent, 0);
        GaussianNoise.fill(
            RandomStream.of(seed, Purpose.NOISE_SEED, first + row).nextLong(), epsilon);
        schedule.noised(latent, timestep, epsilon, epsilon);
        System.arraycopy(epsilon, 0, noised, row * width, width);
        held.conditions().readRow(prompt, conditions, row * conditionWidth);
        timesteps.add(timestep);
      }
      Tensor x = Tensor.of(noised, shape(rows, held.latents()));
      Tensor c = Tensor.of(conditions, shape(rows, held.conditions()));
      int[] steps = timesteps.stream().mapToInt(Integer::intValue).toArray();
      return new NoisedBatch(first, x, timesteps, c, teacher.predict(x, steps, c));
    }

    private int timestep(int row) {
      double within = RandomStream.of(seed, Purpose.TIMESTEP, row).nextDouble();
      double stratum = (row % timestepsPerPrompt + within) / timestepsPerPrompt;
      return (int) (stratum * schedule.timesteps());
    }

    private static int[] shape(int rows, Tensor like) {
      int[] shape = like.shape().stream().mapToInt(Integer::intValue).toArray();
      shape[0] = rows;
      return shape;
    }
  }
}
