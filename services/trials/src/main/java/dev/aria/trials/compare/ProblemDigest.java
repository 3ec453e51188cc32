package dev.aria.trials.compare;

import dev.aria.core.digest.Sha256;
import dev.aria.emoji.problem.EmojiProblem;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Tells one state of the built-in problem from another: teacher, pairs and corpus. */
final class ProblemDigest {
  private ProblemDigest() {}

  /** SHA-256 over the bytes of teacher, paired set and corpus. */
  static String of(EmojiProblem problem) {
    try {
      String parts =
          Sha256.of(problem.teacher())
              + Sha256.of(problem.pairedSet())
              + Sha256.of(String.join("\n", problem.corpus()));
      return Sha256.of(parts);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read the built-in problem's files", failure);
    }
  }
}
