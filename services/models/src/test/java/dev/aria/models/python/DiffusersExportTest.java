package dev.aria.models.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.models.python.PythonTorch.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The export of a diffusers U-Net, with a stand-in for diffusers: a package of the same name whose
 * {@code UNet2DConditionModel} is loaded and called with the same signature. It shows that script,
 * trace, descriptor and loading fit together; it does not show that any real U-Net traces. Left out
 * where no Python imports torch.
 */
final class DiffusersExportTest {
  private static final String CONFIG =
      """
      {"in_channels": 4, "out_channels": 4, "sample_size": 8, "cross_attention_dim": 10,
       "block_out_channels": [16]%s}
      """;
  private static final String SCHEDULER =
      """
      {"beta_schedule": "%s", "num_train_timesteps": 1000, "beta_start": 0.00085,
       "beta_end": 0.012, "prediction_type": "v_prediction"}
      """;

  @TempDir private Path folder;
  private PythonTorch python;

  @BeforeEach
  void find() {
    python = PythonTorch.required();
  }

  private Outcome export(String extra, String schedule, Object... more) throws IOException {
    Path unet = Files.createDirectories(folder.resolve("pipeline/unet"));
    Path scheduler = Files.createDirectories(folder.resolve("pipeline/scheduler"));
    Files.writeString(unet.resolve("config.json"), CONFIG.formatted(extra));
    Files.writeString(scheduler.resolve("scheduler_config.json"), SCHEDULER.formatted(schedule));
    Object[] arguments = new Object[4 + more.length];
    arguments[0] = folder.resolve("pipeline");
    arguments[1] = teacher();
    arguments[2] = "--condition-length";
    arguments[3] = 5;
    System.arraycopy(more, 0, arguments, 4, more.length);
    return python.run(
        PythonTorch.testScript("standin"),
        PythonTorch.exportScript("export_diffusers_unet.py"),
        arguments);
  }

  private Path teacher() {
    return folder.resolve("teacher.pt");
  }

  @Test
  void export_standIn_loadsHereAsATeacherWithItsSchedule() throws IOException {
    Outcome outcome = export("", "scaled_linear", "--name", "stand-in", "--guidance", "5");
    assertThat(outcome.status()).as(outcome.printed()).isZero();

    try (NoisePredictor teacher = ModelFiles.load(teacher(), "cpu")) {
      ModelDescriptor descriptor = teacher.descriptor();
      var probe = new ModelProbe(descriptor);
      assertThat(descriptor.name()).isEqualTo("stand-in");
      assertThat(descriptor.sampleShape()).containsExactly(4, 8, 8);
      assertThat(descriptor.conditionShape()).containsExactly(5, 10);
      assertThat(descriptor.diffusion().prediction()).isEqualTo(PredictionType.V);
      assertThat(descriptor.diffusion().guidance()).isEqualTo(5);
      assertThat(descriptor.diffusion().schedule())
          .isEqualTo(ScheduleSetting.scaledLinear(1000, 0.00085, 0.012));
      assertThat(probe.here(teacher))
          .containsExactly(probe.inPython(python, teacher(), folder), within(1e-5f));
    }
  }

  @Test
  void export_nullCondition_standsForZeros() throws IOException {
    Path empty = folder.resolve("null.pt");
    Path script = folder.resolve("make_null.py");
    Files.writeString(script, "import sys, torch\ntorch.save(torch.ones(1, 5, 10), sys.argv[1])\n");
    assertThat(python.run(folder, script, empty).status()).isZero();
    Outcome outcome = export("", "linear", "--null-condition", empty);
    assertThat(outcome.status()).as(outcome.printed()).isZero();

    try (NoisePredictor teacher = ModelFiles.load(teacher(), "cpu")) {
      Tensor x = Tensor.of(new float[256], 1, 4, 8, 8);
      float[] ones = new float[50];
      Arrays.fill(ones, 1);
      Tensor zeros = teacher.predict(x, new int[] {9}, Tensor.of(new float[50], 1, 5, 10));

      assertThat(zeros).isEqualTo(teacher.predict(x, new int[] {9}, Tensor.of(ones, 1, 5, 10)));
    }
  }

  @Test
  void export_unetThatNeedsMoreInputs_isRefusedByName() throws IOException {
    Outcome outcome = export(", \"addition_embed_type\": \"text_time\"", "linear");

    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.printed()).contains("addition_embed_type").doesNotContain("Traceback");
    assertThat(teacher()).doesNotExist();
  }

  @Test
  void export_unknownSchedule_isRefusedByName() throws IOException {
    Outcome outcome = export("", "sigmoid");

    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.printed()).contains("beta_schedule sigmoid").doesNotContain("Traceback");
  }
}
