package dev.aria.operations.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.tensor.ElementType;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.models.safetensors.NamedTensors;
import dev.aria.models.safetensors.Safetensors;
import dev.aria.models.weights.WeightsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiffusersFolderTest {
  @TempDir private Path folder;
  private Path model;
  private Path config;

  @BeforeEach
  void writeModel() throws IOException {
    model = folder.resolve("student.pt");
    config = Files.writeString(folder.resolve("config.json"), "{\"sample_size\": 8}");
    ModelFiles.create(
        new NewModel(
            "small",
            FilmMlp.of(4, 3, 12, 1),
            DiffusionSetting.of(ScheduleSetting.linear(), PredictionType.EPSILON, 1),
            5),
        model);
  }

  /** The model as if all its tensors lay under {@code prefix}. */
  private void say(String prefix) {
    ModelDescriptor is = ModelFiles.describe(model);
    ModelFiles.describe(
        new ModelDescriptor(
            is.name(),
            is.family(),
            Map.of("prefix", prefix),
            is.sampleShape(),
            is.conditionShape(),
            is.diffusion(),
            is.parameters(),
            is.sha256()),
        model);
  }

  @Test
  void write_networkUnderAPrefix_hasItsOwnNamesAndValues() throws IOException {
    say("");
    Path out = folder.resolve("out");

    new DiffusersFolder(out).write(model, config);

    NamedTensors theirs = Safetensors.read(out.resolve("diffusion_pytorch_model.safetensors"));
    Path ours = folder.resolve("ours.safetensors");
    WeightsFile.export(model, ours, ElementType.FLOAT32);
    assertThat(theirs.tensors()).isEqualTo(Safetensors.read(ours).tensors());
    assertThat(theirs.metadata()).isEqualTo(Map.of("format", "pt"));
    assertThat(out.resolve("config.json")).hasSameTextualContentAs(config);
  }

  @Test
  void write_tensorsOutsideThePrefix_stayBehind() throws IOException {
    say("input.");
    Path out = folder.resolve("out");

    new DiffusersFolder(out).write(model, config);

    assertThat(
            Safetensors.read(out.resolve("diffusion_pytorch_model.safetensors")).tensors().keySet())
        .containsExactlyInAnyOrder("weight", "bias");
  }

  @Test
  void write_nothingUnderThePrefix_isRefused() {
    say("unet.");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DiffusersFolder(folder.resolve("out")).write(model, config))
        .withMessageContaining("no tensor begins with 'unet.'");
  }

  @Test
  void write_modelOfOurOwn_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DiffusersFolder(folder.resolve("out")).write(model, config))
        .withMessageContaining("did not come from diffusers")
        .withMessageContaining("use --format");
  }

  @Test
  void write_withoutConfig_saysWhichFolderIsNeeded() {
    say("");

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new DiffusersFolder(folder.resolve("out"))
                    .write(model, folder.resolve("none/config.json")))
        .withMessageContaining("name the folder that export_diffusers.py wrote");
  }
}
