package dev.aria.streamer.drawing;

import dev.aria.core.tensor.Tensor;
import dev.aria.streamer.store.Corpus;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Gathers the conditions of one batch's swapped draws, row by row. */
final class ConditionRows {
  private final Corpus corpus;
  private final int size;
  private final float[] values;
  private int rows;

  ConditionRows(Corpus corpus, int most) {
    this.corpus = corpus;
    this.size = corpus.conditionSize();
    this.values = new float[Math.multiplyExact(most, size)];
  }

  /** Adds the condition of a prompt; gives its row. */
  int add(int region, long index) {
    corpus.condition(region, index, values, rows * size);
    return rows++;
  }

  /** The rows so far: (M, condition shape) float32. */
  Tensor toTensor() {
    int[] shape =
        IntStream.concat(
                IntStream.of(rows), corpus.conditionShape().stream().mapToInt(Integer::intValue))
            .toArray();
    return Tensor.of(Arrays.copyOf(values, rows * size), shape);
  }
}
