package dev.aria.models.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.random.GaussianNoise;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.codec.CodecSetting;
import dev.aria.models.encoder.Conditioning;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.Architecture;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.models.safetensors.NamedTensors;
import dev.aria.models.safetensors.Safetensors;
import dev.aria.models.training.MicroBatch;
import dev.aria.models.training.OptimizerSettings;
import dev.aria.models.training.Trainable;
import dev.aria.models.training.Weights;
import dev.aria.models.unet.Unet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsFileTest {
  @TempDir private Path folder;

  private static NewModel model(Architecture shape) {
    var diffusion =
        new DiffusionSetting(
            ScheduleSetting.linear(),
            PredictionType.EPSILON,
            1,
            new Conditioning.MiniLm("e"),
            new CodecSetting.Pca("c"));
    return new NewModel("small", shape, diffusion, 5);
  }

  private static Tensor noise(long seed, int... shape) {
    int size = 1;
    for (int extent : shape) {
      size *= extent;
    }
    float[] values = new float[size];
    GaussianNoise.fill(seed, values);
    return Tensor.of(values, shape);
  }

  /** A model whose output is not all zero, as it is when fresh. */
  private Path trained() {
    Path file = folder.resolve("trained.pt");
    var settings = OptimizerSettings.constant(1e-2, 0);
    try (Trainable model = Trainable.create(model(new FilmMlp(6, 4, 16, 2, 8)), settings, "cpu")) {
      for (int i = 0; i < 5; i++) {
        var batch =
            new MicroBatch(
                noise(i, 2, 6),
                new int[] {1, 900},
                noise(i + 9, 2, 4),
                noise(i, 2, 6),
                new float[] {1, 1});
        model.apply(List.of(model.shardGradient(batch)));
      }
      model.export(file, "trained", Weights.CURRENT);
    }
    return file;
  }

  private static float[] output(Path file) {
    try (NoisePredictor model = ModelFiles.load(file, "cpu")) {
      return model.predict(noise(1, 3, 6), new int[] {0, 500, 999}, noise(2, 3, 4)).toFloats();
    }
  }

  @Test
  void restore_float32_predictsTheSameBits() {
    Path original = trained();
    Path weights = folder.resolve("w.safetensors");
    Path copy = folder.resolve("copy.pt");

    WeightsFile.export(original, weights, ElementType.FLOAT32);
    ModelDescriptor restored = WeightsFile.restore(weights, copy);

    assertThat(output(copy)).isEqualTo(output(original)).doesNotContain(0f);
    assertThat(restored).isEqualTo(ModelFiles.describe(copy));
    assertThat(restored.name()).isEqualTo("trained");
  }

  @Test
  void restore_float16_predictsNearlyTheSameFromHalfTheBytes() throws IOException {
    Path original = trained();
    Path half = folder.resolve("half.safetensors");
    Path full = folder.resolve("full.safetensors");
    Path copy = folder.resolve("copy.pt");

    WeightsFile.export(original, half, ElementType.FLOAT16);
    WeightsFile.export(original, full, ElementType.FLOAT32);
    WeightsFile.restore(half, copy);

    long parameters = ModelFiles.describe(copy).parameters();
    assertThat(Files.size(full) - Files.size(half)).isCloseTo(2 * parameters, within(100L));
    assertThat(output(copy)).containsExactly(output(original), within(5e-3f));
  }

  @Test
  void restore_unet_hasTheSameShape() {
    Path original = folder.resolve("unet.pt");
    var shape = new Unet(3, 8, 8, List.of(1, 2), 1, Set.of(1), List.of(4), 1);
    ModelDescriptor before = ModelFiles.create(model(shape), original);
    Path weights = folder.resolve("w.safetensors");

    WeightsFile.export(original, weights, ElementType.FLOAT32);
    ModelDescriptor after = WeightsFile.restore(weights, folder.resolve("copy.pt"));

    assertThat(after).isEqualTo(before);
  }

  /** As trainers of version 0.1.0 left their students. */
  @Test
  void restore_descriptorBesideTheFile_predictsTheSameBits() throws IOException {
    Path original = trained();
    Path weights = folder.resolve("trained.safetensors");
    Path copy = folder.resolve("copy.pt");
    WeightsFile.export(original, weights, ElementType.FLOAT32);
    Map<String, Tensor> tensors = Safetensors.read(weights).tensors();
    Safetensors.write(weights, new NamedTensors(tensors, Map.of("family", FilmMlp.FAMILY)));

    WeightsFile.restore(weights, copy);

    assertThat(output(copy)).isEqualTo(output(original));
  }

  @Test
  void restore_noDescriptor_isRefused() throws IOException {
    Path weights = folder.resolve("bare.safetensors");
    Safetensors.write(weights, new NamedTensors(Map.of("a", Tensor.of(new float[1], 1)), Map.of()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightsFile.restore(weights, folder.resolve("copy.pt")))
        .withMessageContainingAll("descriptor", folder.resolve("bare.json").toString());
  }
}
