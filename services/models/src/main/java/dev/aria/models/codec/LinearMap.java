package dev.aria.models.codec;

/**
 * z = scale * (basis (x - mean)) and its inverse x = mean + basis^T (z / scale), for orthonormal
 * rows of the basis; K rows of P values.
 */
final class LinearMap {
  private final float[] mean;
  private final float[] basis;
  private final float[] scale;

  LinearMap(float[] mean, float[] basis, float[] scale) {
    this.mean = mean;
    this.basis = basis;
    this.scale = scale;
  }

  /** (N, P) to (N, K). */
  float[] forward(float[] pictures) {
    int width = mean.length;
    float[] latents = new float[pictures.length / width * scale.length];
    for (int row = 0; row * width < pictures.length; row++) {
      for (int k = 0; k < scale.length; k++) {
        double sum = 0;
        for (int i = 0; i < width; i++) {
          sum += (pictures[row * width + i] - mean[i]) * basis[k * width + i];
        }
        latents[row * scale.length + k] = (float) (sum * scale[k]);
      }
    }
    return latents;
  }

  /** (N, K) to (N, P). */
  float[] backward(float[] latents) {
    int width = mean.length;
    float[] pictures = new float[latents.length / scale.length * width];
    for (int row = 0; row * width < pictures.length; row++) {
      System.arraycopy(mean, 0, pictures, row * width, width);
      for (int k = 0; k < scale.length; k++) {
        float weight = latents[row * scale.length + k] / scale[k];
        for (int i = 0; i < width; i++) {
          pictures[row * width + i] += weight * basis[k * width + i];
        }
      }
    }
    return pictures;
  }
}
