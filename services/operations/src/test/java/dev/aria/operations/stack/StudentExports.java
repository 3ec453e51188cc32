package dev.aria.operations.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.weights.WeightsFile;
import dev.aria.operations.export.ModelConversion;
import dev.aria.operations.export.ModelConversion.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a run leaves, exported: each of its model files to each format. */
final class StudentExports {
  private StudentExports() {}

  /**
   * Exports every model file below {@code student} into {@code target}, and reads the results.
   *
   * @param kinds suffixes of the files that must be there
   */
  static void assertEveryFileExports(Path student, Path target, String... kinds) {
    List<Path> files = modelFiles(student);
    assertThat(files).extracting(StudentExports::suffix).contains(kinds);
    for (Path file : files) {
      Path base = target.resolve(file.getFileName() + "-exported");
      Path model = base.resolveSibling(base.getFileName() + ".pt");
      Path weights = base.resolveSibling(base.getFileName() + ".safetensors");
      new ModelConversion(file).write(Format.PT, model);
      new ModelConversion(file).write(Format.SAFETENSORS, weights);

      ModelDescriptor exported = ModelFiles.describe(model);
      Path again = base.resolveSibling(base.getFileName() + "-again.pt");
      assertThat(WeightsFile.restore(weights, again).parameters())
          .as("parameters of %s", file)
          .isEqualTo(exported.parameters())
          .isPositive();
    }
  }

  private static List<Path> modelFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> List.of("pt", "safetensors", "aria").contains(suffix(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String suffix(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
