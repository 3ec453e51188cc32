package dev.aria.trials.runs;

import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.StudentFit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Someone's own models, pairs and prompts.
 *
 * @param teacher model file of the teacher
 * @param student model file of the student
 * @param pairs the paired set
 * @param prompts the corpus
 */
public record OwnTrialProblem(Path teacher, Path student, Path pairs, List<String> prompts)
    implements TrialProblem {
  public OwnTrialProblem {
    prompts = List.copyOf(prompts);
  }

  /**
   * Reads the prompts and looks whether the models fit.
   *
   * @param teacher model folder or model file
   * @param student likewise
   * @param prompts text file, a prompt a line
   * @throws IllegalArgumentException when they do not fit, or there are no prompts
   */
  public static OwnTrialProblem open(Path teacher, Path student, Path pairs, Path prompts) {
    Path taught = ModelFiles.networkOf(teacher);
    Path learning = ModelFiles.networkOf(student);
    StudentFit.require(ModelFiles.describe(learning), ModelFiles.describe(taught));
    try {
      List<String> lines =
          Files.readAllLines(prompts).stream().filter(line -> !line.isBlank()).toList();
      if (lines.isEmpty()) {
        throw new IllegalArgumentException("%s holds no prompt".formatted(prompts));
      }
      return new OwnTrialProblem(taught, learning, pairs, lines);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + prompts, failure);
    }
  }

  @Override
  public Path student(Path folder, Path ofTeacher) {
    return student;
  }

  @Override
  public void close() {
    // nothing is open
  }
}
