package dev.aria.runtime.pairs;

import dev.aria.core.tensor.Tensor;
import java.util.Optional;

/** Rows without NaN and infinity: one of them would spoil every step that draws it. */
final class FiniteRows {
  private FiniteRows() {}

  /**
   * Where {@code rows} hold a value that is not finite, if they do.
   *
   * @param what one row is, such as {@code latent}
   * @param rows (N, row shape)
   */
  static Optional<String> flaw(String what, Tensor rows) {
    float[] row = new float[rows.rowSize()];
    for (int number = 0; number < rows.shape().get(0); number++) {
      rows.readRow(number, row, 0);
      for (int element = 0; element < row.length; element++) {
        if (!Float.isFinite(row[element])) {
          return Optional.of(
              "the %s of row %d holds %s at element %d, must be finite"
                  .formatted(what, number, row[element], element));
        }
      }
    }
    return Optional.empty();
  }
}
