package dev.aria.models.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of the tests' pipeline folder, in diffusers' layout, that a test may edit. */
final class PipelineFolder {
  static final Path ORIGINAL = PythonTorch.testScript("pipeline");

  private final Path folder;

  private PipelineFolder(Path folder) {
    this.folder = folder;
  }

  static PipelineFolder copyTo(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(ORIGINAL)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(ORIGINAL.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    return new PipelineFolder(folder);
  }

  Path path() {
    return folder;
  }

  /** Replaces {@code old}, which must be there, in one of its files. */
  PipelineFolder edit(String file, String old, String changed) {
    try {
      String text = Files.readString(folder.resolve(file));
      if (!text.contains(old)) {
        throw new IllegalArgumentException("%s has no %s".formatted(file, old));
      }
      Files.writeString(folder.resolve(file), text.replace(old, changed));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
