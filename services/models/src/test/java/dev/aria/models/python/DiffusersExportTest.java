package dev.aria.models.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.models.python.PythonTorch.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The export of a diffusers pipeline, with a stand-in for diffusers and transformers: packages of
 * the same names whose classes are built, loaded and called in the same way. It shows that script,
 * traces, descriptor and loading fit together; what the real ones do is said in {@code
 * infra/export/README.md}. Left out where no Python imports torch.
 */
final class DiffusersExportTest {
  private static final String SCHEDULER = "scheduler/scheduler_config.json";

  @TempDir private Path folder;
  private PythonTorch python;
  private PipelineFolder pipeline;

  @BeforeEach
  void find() throws IOException {
    python = PythonTorch.required();
    pipeline = PipelineFolder.copyTo(folder.resolve("pipeline"));
  }

  private Outcome export(String out, Object... more) {
    Stream<Object> places = Stream.of(pipeline.path(), folder.resolve(out));
    return python.run(
        PythonTorch.testScript("standin"),
        PythonTorch.exportScript("export_diffusers.py"),
        Stream.concat(places, Stream.of(more)).toArray());
  }

  private Path exported(String out, Object... more) {
    Outcome outcome = export(out, more);
    assertThat(outcome.status()).as(outcome.printed()).isZero();
    return folder.resolve(out);
  }

  @Test
  void export_standIn_loadsHereAsATeacherWithItsSchedule() throws IOException {
    Path network =
        exported("teacher", "--name", "stand-in", "--guidance", "5").resolve("network.pt");

    try (NoisePredictor teacher = ModelFiles.load(network, "cpu")) {
      ModelDescriptor descriptor = teacher.descriptor();
      var probe = new ModelProbe(descriptor);
      assertThat(descriptor.name()).isEqualTo("stand-in");
      assertThat(descriptor.sampleShape()).containsExactly(4, 8, 8);
      assertThat(descriptor.conditionShape()).containsExactly(9);
      assertThat(descriptor.encodedShape()).containsExactly(9, 10);
      assertThat(descriptor.architecture()).containsEntry("prefix", "unet.");
      assertThat(descriptor.diffusion().prediction()).isEqualTo(PredictionType.V);
      assertThat(descriptor.diffusion().guidance()).isEqualTo(5);
      assertThat(descriptor.diffusion().schedule())
          .isEqualTo(ScheduleSetting.scaledLinear(1000, 0.00085, 0.012));
      assertThat(probe.here(teacher))
          .containsExactly(probe.inPython(python, network, folder), within(1e-5f));
    }
  }

  @Test
  void export_negativePrompt_isTheNullCondition() {
    Path plain = exported("teacher");
    Path negative = exported("negative", "--negative-prompt", "abc a");

    assertThat(nullCondition(plain)).containsExactly(10, 11, 11, 11, 11, 11, 11, 11, 11);
    assertThat(nullCondition(negative)).containsExactly(10, 8, 3, 11, 11, 11, 11, 11, 11);
  }

  private static List<Integer> nullCondition(Path model) {
    return descriptor(model).diffusion().conditioning().nullCondition();
  }

  private static ModelDescriptor descriptor(Path model) {
    return ModelFiles.readDescriptor(model.resolve("network.json"));
  }

  @Test
  void export_student_sharesAllButTheNetworkWithItsTeacher() throws IOException {
    Path teacher = exported("teacher");
    Path student = exported("student", "--student", "bk-sdm-small");

    assertThat(descriptor(student).parameters()).isLessThan(descriptor(teacher).parameters());
    assertThat(descriptor(student).diffusion()).isEqualTo(descriptor(teacher).diffusion());
    assertThat(student.resolve("config.json"))
        .content()
        .contains("\"layers_per_block\": 1")
        .contains("\"mid_block_type\": null");
    ModelFiles.load(student.resolve("network.pt"), "cpu").close();
  }

  @Test
  void export_zeroTerminalSnr_isAScheduleOfItsOwn() {
    pipeline.edit(SCHEDULER, "\"beta_end\"", "\"rescale_betas_zero_snr\": true, \"beta_end\"");

    assertThat(exported("teacher").resolve("network.json"))
        .content()
        .contains("\"kind\": \"ZERO_SNR_SCALED_LINEAR\"");
  }

  @Test
  void export_pipelineOrCutThatDoesNotFit_isRefusedByName() {
    Outcome outcome =
        python.run(
            PythonTorch.testScript("standin"),
            PythonTorch.testScript("refuse_pipelines.py"),
            PythonTorch.exportScript(""),
            PipelineFolder.ORIGINAL,
            folder.resolve("scratch"));

    assertThat(outcome.status()).as(outcome.printed()).isZero();
    assertThat(outcome.printed().lines())
        .anyMatch(line -> line.matches("no scheduler: .*scheduler_config.json is missing.*"))
        .anyMatch(line -> line.matches("no text encoder: .*/text_encoder is missing.*"))
        .anyMatch(line -> line.matches("no tokenizer: .*/tokenizer is missing.*"))
        .anyMatch(line -> line.matches("no merges: .* neither tokenizer.json nor .*"))
        .anyMatch(line -> line.matches("no autoencoder: .*/vae is missing.*"))
        .anyMatch(line -> line.matches("no network: .* unet/ or transformer/, found neither"))
        .anyMatch(line -> line.matches("unknown schedule: beta_schedule sigmoid .* known: .*"))
        .anyMatch(line -> line.matches("unknown scheduler: scheduler EDMEulerScheduler .*"))
        .anyMatch(line -> line.matches("trained betas: trained_betas are not supported.*"))
        .anyMatch(line -> line.matches("cosine with zero SNR: beta_schedule squaredcos_cap_v2 .*"))
        .anyMatch(line -> line.matches("predicts samples: prediction_type sample .*"))
        .anyMatch(line -> line.matches("unknown class: .* the class UNet3DConditionModel.*"))
        .anyMatch(line -> line.matches("inpainting: in_channels 9 and out_channels 4 .*"))
        .anyMatch(line -> line.matches("further input: .*class_embed_type is timestep.*"))
        .anyMatch(line -> line.matches("image embeddings: addition_embed_type image .*"))
        .anyMatch(
            line -> line.matches("another autoencoder: .* 3 latent channels, the network 4.*"))
        .anyMatch(line -> line.matches("unknown autoencoder: .* the class VQModel; known: .*"))
        .anyMatch(
            line -> line.matches("two encoders: .* 1 text encoder.* names .*text_encoder_2.*"))
        .anyMatch(line -> line.matches("unknown module: .* no module down_blocks.7; .*"))
        .anyMatch(line -> line.matches("half a pair: diffusers cannot build this cut: .*"))
        .anyMatch(line -> line.matches("every second: keep_every is for transformers.*"))
        .anyMatch(line -> line.matches("no list: .* must hold a list of module names.*"));
  }

  @Test
  void standIn_namesAndSignatures_areThoseOfDiffusers() {
    Outcome outcome =
        python.run(
            PythonTorch.testScript("standin"),
            PythonTorch.testScript("hold_facts.py"),
            PythonTorch.testScript("diffusers-facts.json"),
            PipelineFolder.ORIGINAL);

    assertThat(outcome.status()).as(outcome.printed()).isZero();
    assertThat(outcome.printed()).contains("12 facts held against diffusers stand-in");
  }
}
