package dev.aria.models.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.python.PythonTorch.Outcome;
import dev.aria.models.training.OptimizerSettings;
import dev.aria.models.training.Trainable;
import dev.aria.models.training.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The export met by diffusers itself; left out where Python has no diffusers and transformers. */
final class RealDiffusersTest {
  private static final OptimizerSettings SETTINGS = OptimizerSettings.constant(3e-3, 0);

  @TempDir private Path folder;
  private PythonTorch python;

  @BeforeEach
  void find() {
    python = PythonTorch.withDiffusers();
  }

  private String run(Path script, Object... arguments) {
    Outcome outcome = python.run(folder, script, arguments);
    assertThat(outcome.status()).as(outcome.printed()).isZero();
    return outcome.printed();
  }

  private static Path script(String name) {
    return PythonTorch.exportScript(name);
  }

  @Test
  void export_pipelineOfDiffusers_computesHereWhatItComputesThere() throws IOException {
    Path pipeline = folder.resolve("pipeline");
    Path teacher = folder.resolve("teacher");
    Path network = teacher.resolve("network.pt");
    run(script("make_tiny_pipeline.py"), pipeline, "--width", 8);

    run(script("export_diffusers.py"), pipeline, teacher);

    assertThat(run(script("check_pipeline.py"), pipeline, teacher)).contains("3 calls");
    try (NoisePredictor model = ModelFiles.load(network, "cpu")) {
      var probe = new ModelProbe(model.descriptor());
      assertThat(probe.here(model))
          .containsExactly(probe.inPython(python, network, folder), within(1e-5f));
    }
  }

  @Test
  void open_cutStudentOfDiffusers_trainsHereAndRunsInPython() throws IOException {
    Path pipeline = folder.resolve("pipeline");
    Path student = folder.resolve("student");
    Path trained = student.resolve("trained.pt");
    run(script("make_tiny_pipeline.py"), pipeline, "--width", 8);
    run(script("export_diffusers.py"), pipeline, student, "--student", "bk-sdm-small");

    try (Trainable model = Trainable.open(student.resolve("network.pt"), SETTINGS, "cpu")) {
      var probe = new ModelProbe(model.descriptor());
      float before = sum(model.discrepancies(probe.batch()));
      for (int i = 0; i < 100; i++) {
        model.apply(List.of(model.shardGradient(probe.batch())));
      }
      model.export(trained, "trained", Weights.CURRENT);

      assertThat(sum(model.discrepancies(probe.batch()))).isLessThan(0.7f * before);
      assertThat(probe.inPython(python, trained, folder))
          .containsExactly(probe.here(model), within(1e-5f));
    }
  }

  private static float sum(float[] values) {
    float sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  @Test
  void facts_ofTheStandIn_holdOfDiffusers() {
    assertThat(
            run(
                PythonTorch.testScript("hold_facts.py"),
                PythonTorch.testScript("diffusers-facts.json"),
                PipelineFolder.ORIGINAL))
        .contains("facts held against diffusers");
  }
}
