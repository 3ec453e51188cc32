package dev.aria.operations.run;

import com.typesafe.config.Config;
import java.nio.file.Path;

/**
 * The student of a run, and where its trainer puts it.
 *
 * @param name its name
 * @param folder that holds its checkpoints and, once it is finished, its files
 */
public record RunStudent(String name, Path folder) {
  private static final String NAME = "aria.student-trainer.student";
  private static final String FOLDER = "aria.student-trainer.output";

  /** That of the run with {@code settings}. */
  public static RunStudent of(Config settings) {
    return new RunStudent(settings.getString(NAME), Path.of(settings.getString(FOLDER)));
  }

  /** Its TorchScript file, which is there once it is finished. */
  public Path network() {
    return folder.resolve(name + ".pt");
  }
}
