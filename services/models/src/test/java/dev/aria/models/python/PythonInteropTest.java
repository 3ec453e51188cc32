package dev.aria.models.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.diffusion.PredictionType;
import dev.aria.core.tensor.ElementType;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.Architecture;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.model.ScheduleSetting;
import dev.aria.models.training.OptimizerSettings;
import dev.aria.models.training.Trainable;
import dev.aria.models.training.Weights;
import dev.aria.models.unet.Unet;
import dev.aria.models.weights.WeightsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models go to Python's torch and come from there; left out where no Python imports torch. */
final class PythonInteropTest {
  private static final OptimizerSettings SETTINGS = OptimizerSettings.constant(3e-3, 0);

  private static final Unet UNET = new Unet(3, 8, 8, List.of(1, 2), 1, Set.of(1), List.of(6), 2);

  @TempDir private Path folder;

  static Stream<Architecture> shapes() {
    return Stream.of(
        FilmMlp.of(12, 7, 24, 2),
        UNET,
        new Unet(1, 8, 16, List.of(1, 1, 2), 2, Set.of(), List.of(3, 5), 1));
  }

  private static void train(Trainable model, int steps) {
    var probe = new ModelProbe(model.descriptor());
    for (int i = 0; i < steps; i++) {
      model.apply(List.of(model.shardGradient(probe.batch())));
    }
  }

  private static Trainable trained(Architecture shape) {
    var diffusion = DiffusionSetting.of(ScheduleSetting.linear(), PredictionType.EPSILON, 1);
    Trainable model =
        Trainable.create(new NewModel("student", shape, diffusion, 1), SETTINGS, "cpu");
    train(model, 20);
    return model;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void export_trainedStudent_givesTheSameOutputInPython(Architecture shape) throws IOException {
    PythonTorch python = PythonTorch.required();
    Path file = folder.resolve("student.pt");
    try (Trainable student = trained(shape)) {
      ModelDescriptor descriptor = student.export(file, "student", Weights.CURRENT);
      var probe = new ModelProbe(descriptor);

      float[] here = probe.here(student);

      assertThat(here).isNotEqualTo(new float[here.length]);
      assertThat(probe.inPython(python, file, folder)).containsExactly(here, within(1e-5f));
    }
  }

  @Test
  void export_asSafetensors_holdsTheStudentsWeightsByTheirPythonNames() {
    PythonTorch python = PythonTorch.required();
    Path file = folder.resolve("student.pt");
    Path weights = folder.resolve("student.safetensors");
    try (Trainable student = trained(UNET)) {
      student.export(file, "student", Weights.AVERAGED);
    }

    WeightsFile.export(file, weights, ElementType.FLOAT32);

    var outcome = python.run(folder, PythonTorch.testScript("compare_weights.py"), file, weights);
    assertThat(outcome.status()).as(outcome.printed()).isZero();
  }

  private Path fromPython(PythonTorch python) {
    Path file = folder.resolve("python.pt");
    var outcome = python.run(folder, PythonTorch.exportScript("export_example_unet.py"), file);
    assertThat(outcome.status()).as(outcome.printed()).isZero();
    return file;
  }

  @Test
  void load_unetOfPython_predictsHereWhatItPredictsThere() throws IOException {
    PythonTorch python = PythonTorch.required();
    Path file = fromPython(python);

    try (NoisePredictor teacher = ModelFiles.load(file, "cpu")) {
      var probe = new ModelProbe(teacher.descriptor());
      assertThat(probe.here(teacher))
          .containsExactly(probe.inPython(python, file, folder), within(1e-5f));
    }
  }

  @Test
  void open_unetOfPython_trainsHereAndGoesBack() throws IOException {
    PythonTorch python = PythonTorch.required();
    Path back = folder.resolve("back.pt");
    try (Trainable student = Trainable.open(fromPython(python), SETTINGS, "cpu")) {
      var probe = new ModelProbe(student.descriptor());
      double start = sum(student.discrepancies(probe.batch()));

      train(student, 150);

      assertThat(sum(student.discrepancies(probe.batch()))).isLessThan(0.2 * start);
      student.export(back, "back", Weights.CURRENT);
      assertThat(probe.inPython(python, back, folder))
          .containsExactly(probe.here(student), within(1e-5f));
    }
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }
}
