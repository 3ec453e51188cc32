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
 * Fixed noised pictures of held-out prompts, at which models are compared: each prompt at timesteps
 * that cover {0..T-1} evenly, with noise that depends on the seed alone. Immutable.
 *
 * <p>Legend: N prompts, K timesteps a prompt, rows ordered prompt first.
 */
public final class HeldOutPoints {
  private static final int BATCH = 256;

  private final HeldOutSet held;
  private final int timestepsPerPrompt;
  private final List<Batch> batches;

  private record Batch(Tensor noised, List<Integer> timesteps, Tensor conditions) {
    int[] steps() {
      return timesteps.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  private interface Ask {
    Tensor of(Batch batch);
  }

  private HeldOutPoints(HeldOutSet held, int timestepsPerPrompt, List<Batch> batches) {
    this.held = held;
    this.timestepsPerPrompt = timestepsPerPrompt;
    this.batches = List.copyOf(batches);
  }

  /** Noises every held-out prompt {@code timestepsPerPrompt} times. */
  public static HeldOutPoints of(
      HeldOutSet held, NoiseSchedule schedule, int timestepsPerPrompt, long seed) {
    List<Batch> batches = new ArrayList<>();
    int rows = held.size() * timestepsPerPrompt;
    Noising noising = new Noising(held, schedule, timestepsPerPrompt, seed);
    for (int first = 0; first < rows; first += BATCH) {
      batches.add(noising.batch(first, Math.min(BATCH, rows - first)));
    }
    return new HeldOutPoints(held, timestepsPerPrompt, batches);
  }

  /** The prompts. */
  public HeldOutSet heldOut() {
    return held;
  }

  /** What {@code model} predicts under the prompts. */
  public Predictions conditional(NoisePredictor model) {
    return predictions(b -> model.predict(b.noised(), b.steps(), b.conditions()));
  }

  /** What {@code model} predicts under the null condition. */
  public Predictions unconditional(NoisePredictor model) {
    return predictions(
        b ->
            model.predict(
                b.noised(), b.steps(), model.descriptor().nullConditions(b.timesteps().size())));
  }

  private Predictions predictions(Ask model) {
    int width = held.latents().rowSize();
    float[] values = new float[held.size() * timestepsPerPrompt * width];
    int filled = 0;
    for (Batch batch : batches) {
      float[] predicted = model.of(batch).toFloats();
      System.arraycopy(predicted, 0, values, filled, predicted.length);
      filled += predicted.length;
    }
    return new Predictions(values, width);
  }

  /** Mean squared difference of {@code student} from {@code teacher} at every point. */
  public PointErrors errors(Predictions teacher, Predictions student) {
    return teacher.errors(student, timestepsPerPrompt);
  }

  private record Noising(
      HeldOutSet held, NoiseSchedule schedule, int timestepsPerPrompt, long seed) {

    Batch batch(int first, int rows) {
      int width = held.latents().rowSize();
      int conditionWidth = held.conditions().rowSize();
      float[] noised = new float[rows * width];
      float[] conditions = new float[rows * conditionWidth];
      List<Integer> timesteps = new ArrayList<>(rows);
      for (int row = 0; row < rows; row++) {
        int prompt = (first + row) / timestepsPerPrompt;
        int timestep = timestep(first + row);
        System.arraycopy(noised(prompt, timestep, first + row), 0, noised, row * width, width);
        held.conditions().readRow(prompt, conditions, row * conditionWidth);
        timesteps.add(timestep);
      }
      return new Batch(
          Tensor.ofRows(noised, held.latents().rowShape()),
          timesteps,
          Tensor.ofRows(conditions, held.conditions().rowShape()));
    }

    private float[] noised(int prompt, int timestep, int row) {
      float[] latent = new float[held.latents().rowSize()];
      float[] epsilon = new float[latent.length];
      held.latents().readRow(prompt, latent, 0);
      GaussianNoise.fill(RandomStream.of(seed, Purpose.NOISE_SEED, row).nextLong(), epsilon);
      schedule.noised(latent, timestep, epsilon, epsilon);
      return epsilon;
    }

    private int timestep(int row) {
      double within = RandomStream.of(seed, Purpose.TIMESTEP, row).nextDouble();
      double stratum = (row % timestepsPerPrompt + within) / timestepsPerPrompt;
      return (int) (stratum * schedule.timesteps());
    }
  }
}
