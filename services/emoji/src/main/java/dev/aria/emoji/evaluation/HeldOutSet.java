package dev.aria.emoji.evaluation;

import dev.aria.core.tensor.Tensor;
import java.util.List;

/**
 * Prompts held out from training, each with the latent of its true picture.
 *
 * @param texts the prompts
 * @param categories what each belongs to, for the table
 * @param latents x0: (N, sample shape) float32
 * @param conditions (N, condition shape) float32
 */
public record HeldOutSet(
    List<String> texts, List<String> categories, Tensor latents, Tensor conditions) {
  public HeldOutSet {
    texts = List.copyOf(texts);
    categories = List.copyOf(categories);
    int size = texts.size();
    if (size == 0
        || categories.size() != size
        || latents.shape().get(0) != size
        || conditions.shape().get(0) != size) {
      throw new IllegalArgumentException(
          "held-out set of %d texts has %d categories, latents %s and conditions %s"
              .formatted(size, categories.size(), latents.shape(), conditions.shape()));
    }
  }

  /** Number of held-out prompts. */
  public int size() {
    return texts.size();
  }

  /** The prompts at {@code rows}, in that order. */
  public HeldOutSet only(List<Integer> rows) {
    return new HeldOutSet(
        rows.stream().map(texts::get).toList(),
        rows.stream().map(categories::get).toList(),
        only(latents, rows),
        only(conditions, rows));
  }

  private static Tensor only(Tensor tensor, List<Integer> rows) {
    float[] values = new float[rows.size() * tensor.rowSize()];
    for (int i = 0; i < rows.size(); i++) {
      tensor.readRow(rows.get(i), values, i * tensor.rowSize());
    }
    return Tensor.ofRows(values, tensor.rowShape());
  }
}
