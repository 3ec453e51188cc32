package dev.aria.models.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.digest.Sha256;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.codec.CodecSetting;
import dev.aria.models.encoder.Conditioning;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.torchscript.ScriptModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
  private static final DiffusionSetting DIFFUSION =
      new DiffusionSetting(
          ScheduleSetting.cosine(50),
          PredictionType.V,
          2,
          new Conditioning.MiniLm("enc"),
          new CodecSetting.Pca("pca"));

  @TempDir Path folder;

  private static NewModel model(Architecture shape) {
    return new NewModel("tiny", shape, DIFFUSION, 7);
  }

  private Path created() {
    Path file = folder.resolve("tiny.pt");
    ModelFiles.create(model(new FilmMlp(4, 3, 96, 1, 4)), file);
    return file;
  }

  @Test
  void describe_written_readsBackEqual() {
    Path file = folder.resolve("tiny.pt");

    ModelDescriptor written = ModelFiles.create(model(new FilmMlp(4, 3, 96, 1, 4)), file);

    assertThat(ModelFiles.describe(file)).isEqualTo(written);
    assertThat(written.sampleShape()).containsExactly(4);
    assertThat(written.conditionDim()).isEqualTo(3);
    assertThat(written.timesteps()).isEqualTo(50);
    assertThat(written.family()).isEqualTo("film-mlp");
  }

  @Test
  void create_sameSeed_sameBytes() {
    byte[] one = ModelFiles.archive(model(new FilmMlp(4, 3, 8, 1, 4)));

    assertThat(ModelFiles.archive(model(new FilmMlp(4, 3, 8, 1, 4)))).isEqualTo(one);
    assertThat(ModelFiles.archive(new NewModel("tiny", new FilmMlp(4, 3, 8, 1, 4), DIFFUSION, 8)))
        .isNotEqualTo(one);
  }

  @Test
  void load_anyByteFlipped_isRefusedByItsDigestAndNotByLibtorch() throws IOException {
    Path file = created();
    byte[] good = Files.readAllBytes(file);
    for (int at : new int[] {0, good.length / 2, good.length - 1}) {
      byte[] flipped = good.clone();
      flipped[at] ^= 1;
      Files.write(file, flipped);

      assertThatThrownBy(() -> ModelFiles.load(file, "cpu"))
          .isInstanceOf(ModelUnreadable.class)
          .hasNoCause()
          .hasMessageContainingAll("tiny.pt", "SHA-256", Sha256.of(good));
    }
  }

  @Test
  void read_fileReplacedSinceItsDescriptorWasRead_isRefused() throws IOException {
    Path file = created();
    ModelDescriptor descriptor = ModelFiles.describe(file);
    assertThat(ModelFiles.read(descriptor, file)).isEqualTo(Files.readAllBytes(file));

    ModelFiles.create(model(new FilmMlp(4, 3, 8, 1, 4)), file);

    assertThatThrownBy(() -> ModelFiles.read(descriptor, file))
        .isInstanceOf(ModelUnreadable.class)
        .hasMessageContainingAll("tiny.pt", "SHA-256", descriptor.sha256());
  }

  @Test
  void load_fileOrDescriptorMissing_refusedByName() throws IOException {
    Path file = created();
    Files.delete(file);
    assertThatThrownBy(() -> ModelFiles.load(file, "cpu"))
        .isInstanceOf(ModelUnreadable.class)
        .hasMessageContaining("tiny.pt");

    Files.delete(folder.resolve("tiny.json"));
    assertThatThrownBy(() -> ModelFiles.load(file, "cpu"))
        .isInstanceOf(ModelUnreadable.class)
        .hasMessageContaining("tiny.json");
  }

  @Test
  void load_noTorchScript_refused() throws IOException {
    Path file = created();
    Files.writeString(file, "not a model");
    String digest = Sha256.of(file);
    ModelFiles.describe(
        new ModelDescriptor(
            "x", "torchscript", Map.of(), List.of(4), List.of(3), DIFFUSION, 1, digest),
        file);

    assertThatThrownBy(() -> ModelFiles.load(file, "cpu"))
        .isInstanceOf(ModelUnreadable.class)
        .hasMessageContaining("TorchScript");
  }

  @Test
  void describe_unknownMissingOrOutOfRangeField_refusedByName() throws IOException {
    Path file = created();
    Path json = folder.resolve("tiny.json");
    String good = Files.readString(json);

    Files.writeString(json, good.replaceFirst("\\{", "{ \"colour\": 1,"));
    refusesDescriptor(file, "colour");
    Files.writeString(json, good.replace("\"guidance\" : 2.0,", ""));
    refusesDescriptor(file, "guidance");
    Files.writeString(json, good.replace("\"timesteps\" : 50", "\"timesteps\" : 0"));
    refusesDescriptor(file, "timesteps");
    Files.writeString(json, "{");
    refusesDescriptor(file, "tiny.json");
  }

  private static void refusesDescriptor(Path file, String message) {
    assertThatThrownBy(() -> ModelFiles.describe(file))
        .isInstanceOf(ModelUnreadable.class)
        .hasMessageContaining(message);
  }

  @Test
  void predict_moduleOfOtherShape_misbehaves() {
    Path file = folder.resolve("other.pt");
    ModelFiles.create(model(new Constant("torch.slice(x, 1, 0, 2, 1)")), file);
    try (NoisePredictor model = ModelFiles.load(file, "cpu")) {
      assertThatThrownBy(() -> model.predict(Tensor.of(new float[4], 1, 4), new int[1], cond(1)))
          .isInstanceOf(ModelMisbehaved.class)
          .hasMessageContaining("(1, 2)");
    }

    ModelFiles.create(model(new Constant("torch.matmul(x, cond)")), file);
    try (NoisePredictor model = ModelFiles.load(file, "cpu")) {
      assertThatThrownBy(() -> model.predict(Tensor.of(new float[8], 2, 4), new int[2], cond(2)))
          .isInstanceOf(ModelMisbehaved.class)
          .hasMessageContaining("forward");
    }
  }

  private static Tensor cond(int rows) {
    return Tensor.of(new float[rows * 3], rows, 3);
  }

  @Test
  void guided_anyScale_isTheLineThroughNullAndCondition() {
    Path file = folder.resolve("line.pt");
    ModelFiles.create(model(new Constant("torch.add(x, torch.sum(cond, [1], True))")), file);
    Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, 1, 4);
    Tensor ones = Tensor.of(new float[] {1, 1, 1}, 1, 3);
    for (double scale : new double[] {0, 1, 2.5}) {
      try (NoisePredictor guided = new GuidedPredictor(ModelFiles.load(file, "cpu"), scale)) {
        assertThat(guided.predict(x, new int[1], ones).toFloats()[0])
            .isCloseTo((float) (1 + 3 * scale), within(1e-6f));
      }
    }
  }

  /** A network without weights whose forward pass is one expression. */
  private record Constant(String expression) implements Architecture {
    @Override
    public String family() {
      return "test";
    }

    @Override
    public Map<String, String> settings() {
      return Map.of();
    }

    @Override
    public List<Integer> sampleShape() {
      return List.of(4);
    }

    @Override
    public List<Integer> conditionShape() {
      return List.of(3);
    }

    @Override
    public ScriptModule initialised(long seed) {
      String forward =
          "  def forward(self: __torch__.Test, x: Tensor, t: Tensor, cond: Tensor) -> Tensor:\n"
              + "    return %s\n".formatted(expression);
      return new ScriptModule("Test", forward, List.of());
    }
  }
}
