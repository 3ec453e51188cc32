package dev.aria.models.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.random.GaussianNoise;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.training.MicroBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The same inputs for a model here and in Python. */
final class ModelProbe {
  private static final int[] TIMES = {0, 17, 500, 999, 250};

  private final ModelDescriptor descriptor;

  ModelProbe(ModelDescriptor descriptor) {
    this.descriptor = descriptor;
  }

  MicroBatch batch() {
    float[] weight = new float[TIMES.length];
    Arrays.fill(weight, 1);
    return new MicroBatch(
        noise(1, descriptor.sampleShape()),
        TIMES,
        conditions(),
        noise(3, descriptor.sampleShape()),
        weight);
  }

  /** Noise, or token ids: those of the null text, each row turned one place further. */
  private Tensor conditions() {
    List<Integer> ids = new ArrayList<>(descriptor.diffusion().conditioning().nullCondition());
    if (ids.isEmpty()) {
      return noise(2, descriptor.conditionShape());
    }
    float[] rows = new float[TIMES.length * ids.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = ids.get((i + i / ids.size()) % ids.size());
    }
    return Tensor.of(rows, TIMES.length, ids.size());
  }

  private static Tensor noise(long seed, List<Integer> item) {
    int[] shape =
        IntStream.concat(IntStream.of(TIMES.length), item.stream().mapToInt(Integer::intValue))
            .toArray();
    float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    GaussianNoise.fill(seed, values);
    return Tensor.of(values, shape);
  }

  float[] here(NoisePredictor model) {
    return model.predict(batch().x(), TIMES, batch().cond()).toFloats();
  }

  float[] inPython(PythonTorch python, Path model, Path folder) throws IOException {
    write(folder.resolve("x.bin"), batch().x().bytes());
    write(folder.resolve("cond.bin"), batch().cond().bytes());
    ByteBuffer times =
        ByteBuffer.allocate(TIMES.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(TIMES).forEach(times::putLong);
    write(folder.resolve("t.bin"), times.flip());
    var outcome = python.run(folder, PythonTorch.testScript("run_model.py"), model, folder);
    assertThat(outcome.status()).as(outcome.printed()).isZero();
    float[] out = new float[batch().x().size()];
    ByteBuffer.wrap(Files.readAllBytes(folder.resolve("out.bin")))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(out);
    return out;
  }

  private static void write(Path file, ByteBuffer bytes) throws IOException {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    Files.write(file, copy);
  }
}
