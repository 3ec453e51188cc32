package dev.aria.teacher.inference;

import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.GuidedPredictor;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.sampler.DiffusionSampler;
import dev.aria.models.sampler.SamplingSettings;
import java.util.ArrayList;
import java.util.List;

/** A teacher on libtorch. */
final class TorchTeacher implements Teacher {
  private static final int SAMPLING_STEPS = 25;
  private static final int SETTLING_ROWS = 10;

  private final NoisePredictor guided;
  private final DiffusionSampler sampler;

  /**
   * Takes over {@code model}, and closes it.
   *
   * @param guidance scale of the targets; latents are sampled at the model's own
   */
  TorchTeacher(NoisePredictor model, double guidance) {
    this.guided = new GuidedPredictor(model, guidance);
    this.sampler =
        new DiffusionSampler(
            model,
            SamplingSettings.unclipped(SAMPLING_STEPS, model.descriptor().diffusion().guidance()));
    settle();
  }

  /** A thread's first call of libtorch may round otherwise than its later ones. */
  private void settle() {
    ModelDescriptor shape = guided.descriptor();
    int sample = shape.sampleShape().stream().reduce(SETTLING_ROWS, Math::multiplyExact);
    int condition = shape.conditionShape().stream().reduce(SETTLING_ROWS, Math::multiplyExact);
    outputs(new float[sample], new int[SETTLING_ROWS], new float[condition]);
  }

  @Override
  public String digest() {
    return guided.descriptor().digest();
  }

  @Override
  public List<Integer> sampleShape() {
    return guided.descriptor().sampleShape();
  }

  @Override
  public float[] outputs(float[] x, int[] timesteps, float[] conditions) {
    ModelDescriptor shape = guided.descriptor();
    Tensor samples = rows(x, timesteps.length, shape.sampleShape());
    Tensor condition = rows(conditions, timesteps.length, shape.conditionShape());
    return guided.predict(samples, timesteps, condition).toFloats();
  }

  @Override
  public float[] sample(float[] conditions, List<Long> seeds) {
    Tensor asked = rows(conditions, seeds.size(), guided.descriptor().conditionShape());
    return sampler.sample(asked, seeds.stream().mapToLong(Long::longValue).toArray()).toFloats();
  }

  private static Tensor rows(float[] values, int rows, List<Integer> rowShape) {
    List<Integer> shape = new ArrayList<>(List.of(rows));
    shape.addAll(rowShape);
    return Tensor.of(values, shape.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public void close() {
    guided.close();
  }
}
