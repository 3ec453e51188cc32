package dev.aria.trials.runs;

import java.nio.file.Path;
import java.util.List;

/** What trial runs are of: models, pairs and prompts. */
public interface TrialProblem extends AutoCloseable {
  /** The teacher's model file. */
  Path teacher();

  /** The paired set. */
  Path pairs();

  /** The corpus, some thousands of prompts at most. */
  List<String> prompts();

  /**
   * First weights of a student for {@code teacher}.
   *
   * @param folder of a run, where they are made if they are nowhere yet
   */
  Path student(Path folder, Path teacher);

  @Override
  void close();
}
