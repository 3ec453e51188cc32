package dev.aria.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.NewModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int STEPS = 300;

  @Test
  void apply_manySteps_residentMemoryStaysFlat() throws IOException {
    Assumptions.assumeTrue(Files.exists(STATUS), "left out: resident memory is read from /proc");
    FilmMlp shape = new FilmMlp(TinyProblem.LATENT, TinyProblem.CONDITION, 256, 4, 64);
    NewModel model = new NewModel("wide", shape, TinyProblem.diffusion(), 1);
    OptimizerSettings settings = OptimizerSettings.constant(1e-3, 0);
    MicroBatch batch = TinyProblem.batch(1, 8);
    try (Trainable student = Trainable.create(model, settings, "cpu")) {
      long gradientKib = student.descriptor().parameters() * Float.BYTES / 1024;
      train(student, batch, 50);
      long before = residentKib();

      train(student, batch, STEPS);

      assertThat(residentKib() - before)
          .as("a gradient left behind each step would be %d KiB", STEPS * gradientKib)
          .isLessThan(STEPS * gradientKib / 8);
    }
  }

  private static void train(Trainable student, MicroBatch batch, int steps) {
    for (int i = 0; i < steps; i++) {
      student.apply(List.of(student.shardGradient(batch), student.shardGradient(batch)));
      student.discrepancies(batch);
      student.predict(batch.x(), batch.t(), batch.cond());
    }
  }

  private static long residentKib() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
