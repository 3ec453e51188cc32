package dev.aria.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.ModelFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of this module in Python's torch; left out where there is none. */
class FilmPythonTest {
  private static final int ROWS = 7;
  private static final float SHIFT = 0.03125f;
  private static final OptimizerSettings SETTINGS = OptimizerSettings.constant(1e-2, 0);

  @TempDir Path folder;

  private final MicroBatch batch = TinyProblem.batch(5, ROWS);

  private Tensor predict(Trainable model) {
    return model.predict(batch.x(), batch.t(), batch.cond());
  }

  private List<String> runInPython(PythonTorch python, float shift) throws IOException {
    ByteBuffer t = ByteBuffer.allocate(ROWS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int timestep : batch.t()) {
      t.putLong(timestep);
    }
    write("x.f32", batch.x().bytes());
    write("t.i64", t.flip());
    write("cond.f32", batch.cond().bytes());
    return python.run("run_model.py", folder, Integer.toString(ROWS), Float.toString(shift));
  }

  private void write(String name, ByteBuffer bytes) throws IOException {
    byte[] content = new byte[bytes.remaining()];
    bytes.get(content);
    Files.write(folder.resolve(name), content);
  }

  private Tensor pythonsOutput() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("out.f32"));
    List<Integer> shape = List.of(ROWS, TinyProblem.LATENT);
    return new Tensor(shape, ElementType.FLOAT32, ByteBuffer.wrap(bytes));
  }

  @Test
  void export_trainedStudent_sameOutputInPython() throws IOException {
    PythonTorch python = PythonTorch.require();
    try (Trainable model = Trainable.create(TinyProblem.model(1), SETTINGS, "cpu")) {
      for (int i = 0; i < 30; i++) {
        model.apply(List.of(model.shardGradient(TinyProblem.batch(i, 16))));
      }
      model.export(folder.resolve("model.pt"), "student", Weights.CURRENT);

      List<String> seen = runInPython(python, 0);

      assertThat(seen.get(0)).as("exported methods").isEqualTo("forward");
      assertThat(pythonsOutput().toFloats())
          .containsExactly(predict(model).toFloats(), within(1e-5f));
    }
  }

  @Test
  void create_archiveWrittenByJava_sameOutputInPython() throws IOException {
    PythonTorch python = PythonTorch.require();
    ModelFiles.create(TinyProblem.model(1), folder.resolve("model.pt"));
    try (Trainable model = Trainable.create(TinyProblem.model(1), SETTINGS, "cpu")) {
      float[] shifted = WeightVector.of(model);
      for (int i = 0; i < shifted.length; i++) {
        shifted[i] += SHIFT;
      }
      WeightVector.set(model, shifted);

      List<String> seen = runInPython(python, SHIFT);

      assertThat(seen.get(1).split(" ", -1))
          .containsExactlyElementsOf(model.parameters(Weights.CURRENT).keySet());
      assertThat(pythonsOutput().toFloats())
          .containsExactly(predict(model).toFloats(), within(1e-5f));
    }
  }
}
