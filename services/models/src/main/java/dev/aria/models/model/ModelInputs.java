package dev.aria.models.model;

import dev.aria.core.tensor.Tensor;
import java.util.List;

/** Checks of what goes into a model, with messages that name the input and what was expected. */
public final class ModelInputs {
  private ModelInputs() {}

  /**
   * Checks one batch against {@code model}.
   *
   * @throws IllegalArgumentException when a shape, timestep or value is not what the model takes
   */
  public static void check(ModelDescriptor model, Tensor x, int[] t, Tensor cond) {
    int samples = t.length;
    if (samples == 0) {
      throw new IllegalArgumentException("a batch needs at least one sample");
    }
    checkTensor("x", x, samples, model.sampleShape());
    checkTensor("cond", cond, samples, model.conditionShape());
    for (int i = 0; i < samples; i++) {
      if (t[i] < 0 || t[i] >= model.timesteps()) {
        throw new IllegalArgumentException(
            "t[%d] must be in [0, %d), got %d".formatted(i, model.timesteps(), t[i]));
      }
    }
  }

  /**
   * Checks one tensor of a batch.
   *
   * @throws IllegalArgumentException when its shape is not (samples, extents) or a value is NaN or
   *     infinite
   */
  public static void checkTensor(String name, Tensor tensor, int samples, List<Integer> extents) {
    List<Integer> shape = tensor.shape();
    boolean fits =
        shape.size() == extents.size() + 1
            && shape.get(0) == samples
            && shape.subList(1, shape.size()).equals(extents);
    if (!fits) {
      throw new IllegalArgumentException(
          "%s must have shape (%d, %s), got %s".formatted(name, samples, inner(extents), shape));
    }
    if (!tensor.isFinite()) {
      throw new IllegalArgumentException(name + " holds NaN or infinite values");
    }
  }

  private static String inner(List<Integer> extents) {
    String text = extents.toString();
    return text.substring(1, text.length() - 1);
  }
}
