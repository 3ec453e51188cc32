package dev.aria.models.sampler;

import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.NoisePredictor;
import java.util.Arrays;

/** A model's output under classifier-free guidance, for one batch of conditions. */
final class GuidedPrediction {
  private final NoisePredictor model;
  private final float guidance;
  private final Tensor conditions;
  private final int count;
  private final int copies;

  /**
   * For {@code count} conditions; where the null condition is asked too, it makes the second half
   * of one batch.
   */
  GuidedPrediction(NoisePredictor model, double guidance, float[] conditions, int count) {
    this.model = model;
    this.guidance = (float) guidance;
    this.count = count;
    this.copies = guidance == 0 || guidance == 1 ? 1 : 2;
    float[] asked = guidance == 0 ? new float[conditions.length] : conditions;
    this.conditions =
        Batches.tensor(
            Arrays.copyOf(asked, asked.length * copies),
            count * copies,
            model.descriptor().conditionShape());
  }

  /** The output for {@code x} (count samples) at timestep {@code t}. */
  float[] at(float[] x, int t) {
    ModelDescriptor descriptor = model.descriptor();
    float[] asked = Arrays.copyOf(x, x.length * copies);
    System.arraycopy(x, 0, asked, asked.length - x.length, x.length);
    int[] times = new int[count * copies];
    Arrays.fill(times, t);
    Tensor samples = Batches.tensor(asked, times.length, descriptor.sampleShape());
    float[] outputs = model.predict(samples, times, conditions).toFloats();
    return copies == 1 ? outputs : guided(outputs, x.length);
  }

  private float[] guided(float[] outputs, int size) {
    float[] result = new float[size];
    for (int i = 0; i < size; i++) {
      float free = outputs[size + i];
      result[i] = free + guidance * (outputs[i] - free);
    }
    return result;
  }
}
