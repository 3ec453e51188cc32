package dev.aria.trials.inprocess;

import dev.aria.core.random.GaussianNoise;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.encoder.CachingEncoder;
import dev.aria.models.encoder.ConditionEncoder;
import dev.aria.models.encoder.MiniLmEncoder;
import dev.aria.models.training.MicroBatch;
import dev.aria.models.training.OptimizerSettings;
import dev.aria.models.training.Trainable;
import dev.aria.models.training.Weights;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.stack.TinyFamily;
import dev.aria.operations.stack.TinyRuns;
import dev.aria.runtime.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tiny runs whose settings a test changes, with a teacher that has learned a little; their corpus.
 */
final class TinyProblem {
  private static final int LEARNED = 8;
  private static final int ROWS = 32;

  private final Path folder;
  private final TinyRuns runs;

  TinyProblem(Path folder) {
    this.folder = folder;
    this.runs = new TinyRuns(folder, TinyFamily.FILM_MLP);
  }

  /**
   * A run's files.
   *
   * @param changes lines of its settings, which win
   */
  RunFiles run(String name, int steps, String... changes) {
    RunFiles files = runs.prepare(name, steps);
    teach(folder.resolve("teacher.pt"));
    try {
      Files.writeString(
          files.settings(), "\n" + String.join("\n", changes) + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** A fresh network says zero whatever it is given, and so does a fresh student. */
  private static void teach(Path teacher) {
    try (Trainable model = Trainable.open(teacher, OptimizerSettings.constant(3e-2, 0), "cpu")) {
      int sample = model.descriptor().sampleSize();
      int condition = model.descriptor().conditionDim();
      for (int step = 0; step < LEARNED; step++) {
        int[] timesteps = IntStream.range(0, ROWS).map(row -> row * 1000 / ROWS).toArray();
        float[] weights = new float[ROWS];
        Arrays.fill(weights, 1);
        MicroBatch batch =
            new MicroBatch(
                noise(3L * step, sample),
                timesteps,
                noise(3L * step + 1, condition),
                noise(3L * step + 2, sample),
                weights);
        model.apply(List.of(model.shardGradient(batch)));
      }
      model.export(teacher, "teacher", Weights.CURRENT);
    }
  }

  private static Tensor noise(long seed, int width) {
    float[] values = new float[ROWS * width];
    GaussianNoise.fill(seed, values);
    return Tensor.of(values, ROWS, width);
  }

  /** The settings of {@code run}, with {@code changes} that win. */
  static Settings settings(RunFiles run, String... changes) {
    Stream<String> file = Stream.of("--config", run.settings().toString());
    Stream<String> ours = Stream.of(changes).map(change -> "-D" + change);
    return Settings.load(Stream.concat(file, ours).toArray(String[]::new));
  }

  List<String> texts() {
    return runs.corpus();
  }

  /** The corpus as an in-process run draws from it. */
  TaggedCorpus corpus(Settings settings) {
    try (ConditionEncoder encoder =
        CachingEncoder.inMemory(MiniLmEncoder.fromClassPath(), 1 << 20)) {
      return TaggedCorpus.of(settings.run(), encoder, runs.corpus());
    }
  }
}
