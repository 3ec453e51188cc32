package dev.aria.data.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelPictureTest {
  @ParameterizedTest
  @CsvSource({"20,13,8,8", "5,40,16,4", "7,7,16,16", "33,9,3,11", "64,48,16,16"})
  void fitted_anySizes_isThatOfTheSlowReference(int width, int height, int toHeight, int toWidth) {
    RgbPlanes picture = random(width, height);

    FloatBuffer fitted = new ModelPicture(List.of(3, toHeight, toWidth)).fitted(picture);

    for (int y = 0; y < toHeight; y++) {
      for (int x = 0; x < toWidth; x++) {
        for (int c = 0; c < 3; c++) {
          assertThat(fitted.get((c * toHeight + y) * toWidth + x))
              .isCloseTo((float) slow(picture, c, y, x, toHeight, toWidth), within(2e-5f));
        }
      }
    }
  }

  /** Sum over all pixels of the two-dimensional kernel, normalised by the sum of its weights. */
  private static double slow(RgbPlanes from, int c, int y, int x, int toHeight, int toWidth) {
    double scale = Math.min((double) from.width() / toWidth, (double) from.height() / toHeight);
    double stretch = Math.max(1, scale);
    double centreX = from.width() / 2.0 + (x + 0.5 - toWidth / 2.0) * scale;
    double centreY = from.height() / 2.0 + (y + 0.5 - toHeight / 2.0) * scale;
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < from.width() * from.height(); i++) {
      int row = i / from.width();
      double weight =
          BicubicKernel.keys(Math.abs(i % from.width() + 0.5 - centreX) / stretch)
              * BicubicKernel.keys(Math.abs(row + 0.5 - centreY) / stretch);
      sum += weight * from.values().get(c * from.width() * from.height() + i);
      weights += weight;
    }
    return Math.max(-1, Math.min(1, 2 * sum / weights - 1));
  }

  @Test
  void fitted_sameSize_isThePicture() {
    RgbPlanes picture = random(6, 6);

    FloatBuffer fitted = new ModelPicture(List.of(3, 6, 6)).fitted(picture);

    for (int i = 0; i < fitted.limit(); i++) {
      assertThat(fitted.get(i)).isCloseTo(2 * picture.values().get(i) - 1, within(1e-6f));
    }
  }

  @Test
  void fitted_finestStripes_becomeGreyInsteadOfCoarseStripes() {
    int side = 64;
    float[] values = new float[3 * side * side];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2;
    }

    FloatBuffer fitted =
        new ModelPicture(List.of(3, 9, 9))
            .fitted(new RgbPlanes(side, side, FloatBuffer.wrap(values)));

    for (int i = 0; i < fitted.limit(); i++) {
      assertThat(fitted.get(i)).isBetween(-0.2f, 0.2f);
    }
  }

  @Test
  void shape_notThreeChannels_isRefused() {
    assertThatThrownBy(() -> new ModelPicture(List.of(1, 8, 8))).hasMessageContaining("[1, 8, 8]");
  }

  private static RgbPlanes random(int width, int height) {
    Random random = new Random(width * 100L + height);
    float[] values = new float[3 * width * height];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return new RgbPlanes(width, height, FloatBuffer.wrap(values));
  }
}
