package dev.aria.operations.replay;

import dev.aria.core.file.WholeFile;
import dev.aria.operations.run.OptionsDiffer;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The options that a replayed student was begun with, kept beside its checkpoints. */
final class ReplayOptions {
  private static final String FILE = "replay.properties";
  private static final String DEFAULT = "(the run file's)";

  private final Path file;

  /**
   * @param folder of the student
   */
  ReplayOptions(Path folder) {
    this.file = folder.resolve(FILE);
  }

  /**
   * Keeps the options of a student that is begun, and holds those of one that goes on against what
   * was kept.
   *
   * @throws OptionsDiffer when they are others
   */
  void hold(ReplayStudent student) {
    Map<String, String> wanted = options(student);
    if (Files.exists(file)) {
      List<String> differences = differences(wanted);
      if (!differences.isEmpty()) {
        throw new OptionsDiffer(
            "student '%s'".formatted(student.name()),
            differences,
            "Give the same options to go on with it, or choose another --student name");
      }
    } else {
      write(wanted);
    }
  }

  private List<String> differences(Map<String, String> wanted) {
    Properties kept = read();
    List<String> differences = new ArrayList<>();
    wanted.forEach(
        (option, value) -> {
          String before = kept.getProperty(option, DEFAULT);
          if (!before.equals(value)) {
            differences.add("--%s %s, not %s".formatted(option, before, value));
          }
        });
    return differences;
  }

  private static Map<String, String> options(ReplayStudent student) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("model", shown(student.model().map(Path::toAbsolutePath)));
    options.put("width", shown(student.width()));
    options.put("blocks", shown(student.blocks()));
    options.put("model-seed", shown(student.seed()));
    return options;
  }

  private static String shown(Optional<?> value) {
    return value.map(Object::toString).orElse(DEFAULT);
  }

  private Properties read() {
    Properties kept = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      kept.load(reader);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + file, failure);
    }
    return kept;
  }

  private void write(Map<String, String> options) {
    StringBuilder lines = new StringBuilder();
    options.forEach(
        (option, value) ->
            lines.append(option).append('=').append(value.replace("\\", "\\\\")).append('\n'));
    WholeFile.replace(file, lines.toString());
  }
}
