package dev.aria.trials.inprocess;

import dev.aria.models.encoder.CachingEncoder;
import dev.aria.models.encoder.ConditionEncoder;
import dev.aria.models.encoder.MiniLmEncoder;
import dev.aria.operations.run.RunFiles;
import dev.aria.operations.stack.TinyFamily;
import dev.aria.operations.stack.TinyRuns;
import dev.aria.runtime.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Tiny runs whose settings a test changes, and their corpus. */
final class TinyProblem {
  private final TinyRuns runs;

  TinyProblem(Path folder) {
    this.runs = new TinyRuns(folder, TinyFamily.FILM_MLP);
  }

  /**
   * A run's files.
   *
   * @param changes lines of its settings, which win
   */
  RunFiles run(String name, int steps, String... changes) {
    RunFiles files = runs.prepare(name, steps);
    try {
      Files.writeString(
          files.settings(), "\n" + String.join("\n", changes) + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
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
