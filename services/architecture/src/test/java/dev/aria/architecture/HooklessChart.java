package dev.aria.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of a chart whose hooks are plain objects: Helm's library renders hooks, but does not show
 * them. Closing deletes it.
 */
record HooklessChart(Path folder) implements AutoCloseable {
  static HooklessChart of(Path chart) {
    try {
      Path copy = Files.createTempDirectory("aria-chart");
      for (Path source : files(chart)) {
        Path target = copy.resolve(chart.relativize(source).toString());
        if (Files.isDirectory(source)) {
          Files.createDirectories(target);
        } else {
          Files.writeString(target, withoutHooks(source));
        }
      }
      return new HooklessChart(copy);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot copy " + chart, failure);
    }
  }

  private static String withoutHooks(Path file) {
    return SourceTree.text(file).replaceAll("(?m)^ *helm\\.sh/hook.*\\R", "");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList();
    }
  }

  @Override
  public void close() {
    try {
      for (Path file : files(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot delete " + folder, failure);
    }
  }
}
