package dev.aria.models.encoder;

import dev.aria.core.record.PromptRecord;
import dev.aria.core.tensor.Tensor;
import java.util.List;

/**
 * Turns a prompt into the condition that the diffusion model reads. The same text always gives the
 * same bytes, whatever was encoded before or beside it. Thread-safe.
 */
public interface ConditionEncoder extends AutoCloseable {
  /** Length D of a condition vector. */
  int dimension();

  /** Lower-case hex SHA-256 over all that decides the vectors: weights, tokenizer, truncation. */
  String digest();

  /**
   * The condition of one prompt.
   *
   * @return a fresh array of {@link #dimension()} values
   * @throws IllegalArgumentException when {@code text} is blank or longer than {@link
   *     PromptRecord#MAX_CHARACTERS}
   */
  float[] encode(String text);

  /** The conditions of several prompts, (N, D) float32, row i of text i. */
  default Tensor encodeAll(List<String> texts) {
    float[] rows = new float[Math.multiplyExact(texts.size(), dimension())];
    for (int i = 0; i < texts.size(); i++) {
      System.arraycopy(encode(texts.get(i)), 0, rows, i * dimension(), dimension());
    }
    return Tensor.of(rows, texts.size(), dimension());
  }

  @Override
  void close();
}
