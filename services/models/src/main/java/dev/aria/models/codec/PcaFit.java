package dev.aria.models.codec;

import dev.aria.core.tensor.Tensor;
import java.util.List;

/** Fits mean, basis and scale of a {@link PcaCodec} to pictures. */
final class PcaFit {
  /** Makes a codec of mean (C, H, W), basis (K, P) and scale (K). */
  interface Maker {
    PcaCodec make(Tensor mean, Tensor basis, Tensor scale);
  }

  private PcaFit() {}

  static PcaCodec of(Tensor pictures, int components, Maker maker) {
    List<Integer> shape = pictures.shape();
    if (shape.size() != 4) {
      throw new IllegalArgumentException("pictures must be (N, C, H, W), got " + shape);
    }
    BatchCheck.require("pictures", pictures, shape.subList(1, 4));
    int width = pictures.rowSize();
    if (components < 1 || components > Math.min(width, shape.get(0) - 1)) {
      throw new IllegalArgumentException(
          "%d components asked of %d pictures of %d values; at most min(N - 1, values)"
              .formatted(components, shape.get(0), width));
    }
    if (!pictures.isFinite()) {
      throw new IllegalArgumentException("pictures hold NaN or infinite values");
    }
    float[][] rows = rows(pictures);
    float[] mean = centre(rows);
    List<PrincipalAxes.Axis> axes = PrincipalAxes.of(rows, components);
    return maker.make(
        Tensor.of(mean, shape.get(1), shape.get(2), shape.get(3)),
        Tensor.of(basis(axes, width), components, width),
        Tensor.of(scale(axes), components));
  }

  private static float[][] rows(Tensor pictures) {
    float[][] rows = new float[pictures.shape().get(0)][pictures.rowSize()];
    for (int i = 0; i < rows.length; i++) {
      pictures.readRow(i, rows[i], 0);
    }
    return rows;
  }

  /** Takes the mean off every row and returns it. */
  private static float[] centre(float[][] rows) {
    float[] mean = new float[rows[0].length];
    for (int i = 0; i < mean.length; i++) {
      double sum = 0;
      for (float[] row : rows) {
        sum += row[i];
      }
      mean[i] = (float) (sum / rows.length);
      for (float[] row : rows) {
        row[i] -= mean[i];
      }
    }
    return mean;
  }

  private static float[] basis(List<PrincipalAxes.Axis> axes, int width) {
    float[] basis = new float[axes.size() * width];
    for (int k = 0; k < axes.size(); k++) {
      for (int i = 0; i < width; i++) {
        basis[k * width + i] = axes.get(k).direction().get(i).floatValue();
      }
    }
    return basis;
  }

  private static float[] scale(List<PrincipalAxes.Axis> axes) {
    float[] scale = new float[axes.size()];
    for (int k = 0; k < scale.length; k++) {
      double variance = axes.get(k).variance();
      if (!(variance > 1e-9 * axes.get(0).variance())) {
        throw new IllegalArgumentException(
            "pictures vary in %d directions only; ask for fewer than %d components"
                .formatted(k, scale.length));
      }
      scale[k] = (float) Math.pow(variance, PcaCodec.SCALE_EXPONENT);
    }
    return scale;
  }
}
