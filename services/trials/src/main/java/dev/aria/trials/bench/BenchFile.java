package dev.aria.trials.bench;

import dev.aria.operations.text.Narration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where measurements are kept.
 *
 * @param data folder for all data
 */
record BenchFile(Path data, Narration narration) {
  /** Shows {@code markdown} and writes it under {@code name}. */
  void keep(String name, String markdown) {
    Path file = data.resolve("bench").resolve(name + ".md");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, markdown);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file, failure);
    }
    narration.show(markdown);
    narration.say("written to " + file);
  }
}
