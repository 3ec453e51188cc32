package dev.aria.data.picture;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Makes of picture files what a codec takes: the shorter side resized to fit (bicubic, with
 * low-pass), the centre cut out, values in [-1, 1]. Thread-safe.
 */
public final class ModelPicture {
  /** What is done to pictures, for the recipe of a paired set. */
  public static final String RULE = "cover bicubic, centre crop, alpha on white, [-1, 1]";

  private final int height;
  private final int width;

  /**
   * @param shape (3, H, W)
   * @throws IllegalArgumentException when it is another
   */
  public ModelPicture(List<Integer> shape) {
    if (shape.size() != 3 || shape.get(0) != RgbPlanes.CHANNELS) {
      throw new IllegalArgumentException("pictures have shape (3, H, W), the codec takes " + shape);
    }
    this.height = shape.get(1);
    this.width = shape.get(2);
  }

  /**
   * The picture in {@code file}.
   *
   * @return (3, H, W)
   * @throws PictureRefused when it cannot be used
   */
  public FloatBuffer of(ByteBuffer file) {
    return fitted(PictureDecoder.decode(file));
  }

  FloatBuffer fitted(RgbPlanes picture) {
    double scale = Math.min((double) picture.width() / width, (double) picture.height() / height);
    BicubicKernel across =
        new BicubicKernel(picture.width(), (picture.width() - scale * width) / 2, scale, width);
    BicubicKernel down =
        new BicubicKernel(picture.height(), (picture.height() - scale * height) / 2, scale, height);
    float[] source = picture.values().array(); // no copy: a photo takes hundreds of megabytes
    float[] target = new float[RgbPlanes.CHANNELS * height * width];
    for (int c = 0; c < RgbPlanes.CHANNELS; c++) {
      resize(
          source, c * picture.width() * picture.height(), picture.width(), across, down, target, c);
    }
    return FloatBuffer.wrap(target);
  }

  private void resize(
      float[] source,
      int plane,
      int stride,
      BicubicKernel across,
      BicubicKernel down,
      float[] target,
      int channel) {
    int low = down.low();
    float[] narrow = new float[(down.high() - low) * width]; // only the lines that are needed
    for (int y = low; y < down.high(); y++) {
      for (int x = 0; x < width; x++) {
        narrow[(y - low) * width + x] = across.apply(source, plane + y * stride, 1, x);
      }
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float value = down.apply(narrow, x - low * width, width, y);
        target[(channel * height + y) * width + x] = Math.max(-1, Math.min(1, 2 * value - 1));
      }
    }
  }
}
