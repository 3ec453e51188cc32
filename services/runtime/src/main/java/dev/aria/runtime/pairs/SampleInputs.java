package dev.aria.runtime.pairs;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.random.GaussianNoise;
import dev.aria.core.random.Purpose;
import dev.aria.core.random.RandomStream;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Rebuilds from a draw what a model is given: x_t = signal(t) x0 + noise(t) epsilon and the
 * condition. Teacher and student see the same bits, since both come from here. Not thread-safe: one
 * a thread.
 */
public final class SampleInputs {
  private final PairedSet pairs;
  private final NoiseSchedule schedule;
  private final float[] nullCondition;
  private final float[] clean;
  private final float[] epsilon;

  /**
   * @param pairs where latents and their own conditions come from
   * @param schedule forward process of the teacher
   * @param nullCondition condition of the null branch, as long as the pairs' conditions
   * @throws IllegalArgumentException when the null condition has another length
   */
  public SampleInputs(PairedSet pairs, NoiseSchedule schedule, float[] nullCondition) {
    int conditionSize = elements(pairs.conditionShape());
    if (nullCondition.length != conditionSize) {
      throw new IllegalArgumentException(
          "null condition has %d elements, the paired set's conditions have %d"
              .formatted(nullCondition.length, conditionSize));
    }
    this.pairs = pairs;
    this.schedule = schedule;
    this.nullCondition = nullCondition.clone();
    this.clean = new float[elements(pairs.latentShape())];
    this.epsilon = new float[clean.length];
  }

  private static int elements(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /** Elements of one x_t. */
  public int sampleSize() {
    return clean.length;
  }

  /** T: timesteps of the forward process. Thread-safe. */
  public int timesteps() {
    return schedule.timesteps();
  }

  /** Elements of one condition. */
  public int conditionSize() {
    return nullCondition.length;
  }

  /**
   * Why {@code batch} cannot be rebuilt: an id or timestep that does not exist, or conditions of
   * another size; empty when it can be. Thread-safe.
   *
   * @throws OtherPairedSet when it refers to another paired set
   */
  public Optional<String> refusal(DrawBatch batch) {
    if (!batch.pairedSetDigest().equals(pairs.digest())) {
      throw new OtherPairedSet(batch, pairs.digest());
    }
    Tensor conditions = batch.conditions();
    if (conditions.shape().get(0) > 0 && conditions.rowSize() != nullCondition.length) {
      return Optional.of(
          "conditions of shape %s, the paired set's have %d elements"
              .formatted(conditions.shape(), nullCondition.length));
    }
    if (!conditions.isFinite()) {
      return Optional.of("a condition is not finite");
    }
    return batch.draws().stream().filter(this::outside).findFirst().map(this::describe);
  }

  private boolean outside(Draw draw) {
    return draw.latentId() >= pairs.size() || draw.timestep() >= schedule.timesteps();
  }

  private String describe(Draw draw) {
    return "draw %d names latent %d of %d and t = %d of %d"
        .formatted(
            draw.ordinal(), draw.latentId(), pairs.size(), draw.timestep(), schedule.timesteps());
  }

  /**
   * x_t of every draw of {@code targets}, in their order: those on a path as the log holds them.
   *
   * @return (N, S)
   */
  public float[] noised(TargetBatch targets) {
    List<Draw> draws = targets.draws().draws();
    float[] x = new float[draws.size() * clean.length];
    int path = 0;
    for (int i = 0; i < draws.size(); i++) {
      if (draws.get(i).branch() == Branch.PATH) {
        targets.pathStates().readRow(path++, x, i * clean.length);
      } else {
        noised(draws.get(i), x, i * clean.length);
      }
    }
    return x;
  }

  /**
   * Writes x_t of {@code draw} into {@code target} from {@code offset}.
   *
   * @throws IllegalArgumentException when it lies on a path, whose states only the teacher can make
   */
  public void noised(Draw draw, float[] target, int offset) {
    if (draw.branch() == Branch.PATH) {
      throw new IllegalArgumentException("draw %d lies on a path".formatted(draw.ordinal()));
    }
    pairs.latent(draw.latentId(), clean, 0);
    GaussianNoise.fill(draw.noiseSeed(), epsilon);
    schedule.noised(clean, draw.timestep(), epsilon, clean);
    System.arraycopy(clean, 0, target, offset, clean.length);
  }

  /** Writes the condition of {@code draw}, one of {@code batch}, into {@code target}. */
  public void condition(DrawBatch batch, Draw draw, float[] target, int offset) {
    switch (draw.branch()) {
      case PAIRED ->
          pairs.condition(
              draw.latentId(), caption(pairs, draw.latentId(), draw.noiseSeed()), target, offset);
      case SWAPPED, PATH -> batch.conditions().readRow(draw.conditionRow(), target, offset);
      case NULL -> System.arraycopy(nullCondition, 0, target, offset, nullCondition.length);
    }
  }

  /** Which caption of pair {@code id} a paired draw takes: fixed by the draw's noise seed. */
  public static int caption(PairedSet pairs, int id, long noiseSeed) {
    if (pairs.captions(id) == 1) {
      return 0;
    }
    double point = RandomStream.of(noiseSeed, Purpose.CAPTION, 0).nextDouble();
    return pairs.captionAt(id, point);
  }

  /** {@code values} as (N, sample shape). */
  public Tensor samples(float[] values) {
    return Tensor.ofRows(values, pairs.latentShape());
  }

  /** {@code values} as (N, condition shape). */
  public Tensor conditions(float[] values) {
    return Tensor.ofRows(values, pairs.conditionShape());
  }
}
