package dev.aria.cli.teacher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of one training run lie. */
record TeacherFolder(Path root) {
  /** Makes the folder if it is not there. */
  static TeacherFolder at(Path root) {
    try {
      return new TeacherFolder(Files.createDirectories(root));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make folder " + root, e);
    }
  }

  Path codec() {
    return root.resolve("codec.safetensors");
  }

  Path model() {
    return root.resolve("teacher.pt");
  }

  Path checkpoint() {
    return root.resolve("checkpoint.aria");
  }

  Path log() {
    return root.resolve("log.tsv");
  }

  Path embeddings() {
    return root.resolve("embeddings.bin");
  }
}
