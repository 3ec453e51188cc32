package dev.aria.models.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.safetensors.NamedTensors;
import dev.aria.models.safetensors.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PcaCodecTest {
  private static final int N = 200;
  private static final int WIDTH = 3 * 4 * 4;

  @TempDir private Path folder;

  /** Pictures whose value i has standard deviation 1 / (1 + i), rotated by nothing. */
  private static Tensor pictures(long seed, int rank) {
    Random random = new Random(seed);
    float[] values = new float[N * WIDTH];
    for (int row = 0; row < N; row++) {
      for (int i = 0; i < rank; i++) {
        double shared = random.nextGaussian() / (1 + i);
        for (int j = i; j < WIDTH; j += rank) {
          values[row * WIDTH + j] = (float) (shared * (1 + (i + j) % 3) + 0.1);
        }
      }
    }
    return Tensor.of(values, N, 3, 4, 4);
  }

  private static double meanSquare(Tensor a, Tensor b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += Math.pow(a.toFloats()[i] - b.toFloats()[i], 2);
    }
    return sum / a.size();
  }

  @Test
  void decode_ofEncodeWithAllDirections_givesThePicturesBack() {
    Tensor pictures = pictures(1, WIDTH);
    PcaCodec codec = PcaCodec.fit(pictures, WIDTH);

    Tensor latents = codec.encode(pictures);

    assertThat(latents.shape()).containsExactly(N, WIDTH);
    assertThat(codec.decode(latents).shape()).containsExactly(N, 3, 4, 4);
    assertThat(meanSquare(codec.decode(latents), pictures)).isLessThan(1e-10);
  }

  @Test
  void decode_withFewerComponentsThanTheRank_losesMoreTheFewer() {
    Tensor pictures = pictures(2, 10);
    double all = meanSquare(pictures, roundTrip(pictures, 10));
    double half = meanSquare(pictures, roundTrip(pictures, 5));
    double one = meanSquare(pictures, roundTrip(pictures, 1));

    assertThat(all).isLessThan(1e-10);
    assertThat(half).isBetween(1e-4, one);
  }

  @Test
  void digest_knownTensors_staysWhatItWas() throws IOException {
    Map<String, Tensor> tensors =
        Map.of(
            "mean", Tensor.of(new float[] {0.5f, 0.25f}, 1, 1, 2),
            "basis", Tensor.of(new float[] {1, 0}, 1, 2),
            "scale", Tensor.of(new float[] {2}, 1));
    Path file = folder.resolve("known.safetensors");
    Safetensors.write(file, new NamedTensors(tensors, Map.of()));

    assertThat(PcaCodec.load(file).digest())
        .isEqualTo("9530a7e465e36e76ac5af779a330959e3bc60cbc8c394b3b4aabb1f231e46d1c");
  }

  private static Tensor roundTrip(Tensor pictures, int components) {
    PcaCodec codec = PcaCodec.fit(pictures, components);
    return codec.decode(codec.encode(pictures));
  }

  @Test
  void encode_ofTheFittedPictures_hasVarianceToThePowerPointFour() {
    Tensor pictures = pictures(3, 12);
    float[] latents = PcaCodec.fit(pictures, 12).encode(pictures).toFloats();
    double first = variance(latents, 12, 0);
    double last = variance(latents, 12, 11);

    // scale v^-0.3 leaves v^0.4, so it must be undone exactly by the basis' variances
    double[] expected = eigenvaluesBySlowReference(pictures);
    assertThat(first).isCloseTo(Math.pow(expected[0], 0.4), within(1e-3));
    assertThat(last).isCloseTo(Math.pow(expected[11], 0.4), within(1e-3));
  }

  private static double variance(float[] latents, int width, int column) {
    double sum = 0;
    double squares = 0;
    for (int row = 0; row < N; row++) {
      double value = latents[row * width + column];
      sum += value;
      squares += value * value;
    }
    return squares / N - Math.pow(sum / N, 2);
  }

  /** Power iteration with deflation on the dense covariance. */
  private static double[] eigenvaluesBySlowReference(Tensor pictures) {
    double[][] covariance = covariance(pictures.toFloats());
    double[] values = new double[12];
    for (int k = 0; k < values.length; k++) {
      double[] v = new Random(k).doubles(WIDTH, -1, 1).toArray();
      for (int step = 0; step < 3000; step++) {
        double[] image = new double[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
          for (int j = 0; j < WIDTH; j++) {
            image[i] += covariance[i][j] * v[j];
          }
        }
        double norm = 0;
        for (double x : image) {
          norm += x * x;
        }
        values[k] = Math.sqrt(norm);
        for (int i = 0; i < WIDTH; i++) {
          v[i] = image[i] / values[k];
        }
      }
      for (int i = 0; i < WIDTH; i++) {
        for (int j = 0; j < WIDTH; j++) {
          covariance[i][j] -= values[k] * v[i] * v[j];
        }
      }
    }
    return values;
  }

  private static double[][] covariance(float[] x) {
    double[][] covariance = new double[WIDTH][WIDTH];
    double[] mean = new double[WIDTH];
    for (int i = 0; i < x.length; i++) {
      mean[i % WIDTH] += x[i] / (double) N;
    }
    for (int row = 0; row < N; row++) {
      for (int i = 0; i < WIDTH; i++) {
        for (int j = 0; j < WIDTH; j++) {
          covariance[i][j] += (x[row * WIDTH + i] - mean[i]) * (x[row * WIDTH + j] - mean[j]) / N;
        }
      }
    }
    return covariance;
  }

  @Test
  void fit_samePictures_givesTheSameDigest() {
    assertThat(PcaCodec.fit(pictures(4, 20), 8).digest())
        .isEqualTo(PcaCodec.fit(pictures(4, 20), 8).digest())
        .isNotEqualTo(PcaCodec.fit(pictures(5, 20), 8).digest());
  }

  @Test
  void load_ofSaved_isTheSameCodec() throws IOException {
    PcaCodec codec = PcaCodec.fit(pictures(6, 20), 8);
    codec.save(folder.resolve("pca.safetensors"));

    PcaCodec loaded = PcaCodec.load(folder.resolve("pca.safetensors"));

    assertThat(loaded.digest()).isEqualTo(codec.digest());
    assertThat(loaded.encode(pictures(7, 20))).isEqualTo(codec.encode(pictures(7, 20)));
    assertThat(loaded.latentShape()).isEqualTo(List.of(8));
    assertThat(loaded.pictureShape()).isEqualTo(List.of(3, 4, 4));
  }

  @Test
  void inHalfPrecision_savedAndLoaded_staysNear() throws IOException {
    Tensor pictures = pictures(8, 20);
    PcaCodec codec = PcaCodec.fit(pictures, 8);
    codec.inHalfPrecision().save(folder.resolve("half.safetensors"));

    PcaCodec half = PcaCodec.load(folder.resolve("half.safetensors"));

    assertThat(half.digest()).isNotEqualTo(codec.digest());
    assertThat(meanSquare(half.encode(pictures), codec.encode(pictures))).isLessThan(1e-5);
  }

  @Test
  void load_flippedByte_isRefusedAsDamaged() throws IOException {
    Path file = folder.resolve("pca.safetensors");
    PcaCodec.fit(pictures(9, 20), 8).save(file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 100] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> PcaCodec.load(file))
        .isInstanceOf(CodecUnreadable.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void load_missingFile_isRefused() {
    assertThatThrownBy(() -> PcaCodec.load(folder.resolve("none")))
        .isInstanceOf(CodecUnreadable.class)
        .hasMessageContaining("none");
  }

  @Test
  void fit_moreComponentsThanDirections_saysHowMany() {
    assertThatThrownBy(() -> PcaCodec.fit(pictures(10, 5), 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in 5 directions");
  }

  @Test
  void fit_notFinite_isRefused() {
    float[] values = pictures(11, 5).toFloats();
    values[7] = Float.NaN;

    assertThatThrownBy(() -> PcaCodec.fit(Tensor.of(values, N, 3, 4, 4), 4))
        .hasMessageContaining("NaN");
  }

  @Test
  void encode_wrongShapeOrType_isRefusedWithBothShapes() {
    PcaCodec codec = PcaCodec.fit(pictures(12, 20), 8);

    assertThatThrownBy(() -> codec.encode(Tensor.of(new float[12], 1, 3, 2, 2)))
        .hasMessageContaining("[3, 4, 4]")
        .hasMessageContaining("[1, 3, 2, 2]");
    assertThatThrownBy(() -> codec.decode(Tensor.of(new float[8], 1, 8).as(ElementType.FLOAT16)))
        .hasMessageContaining("FLOAT16");
  }
}
