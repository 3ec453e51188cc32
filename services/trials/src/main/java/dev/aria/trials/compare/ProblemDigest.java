package dev.aria.trials.compare;

import dev.aria.core.digest.Sha256;
import dev.aria.emoji.problem.EmojiProblem;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSets;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Tells one state of the built-in problem from another: teacher, pairs and corpus. */
final class ProblemDigest {
  private ProblemDigest() {}

  /** SHA-256 over the teacher's bytes, the digest of the paired set, and the corpus. */
  static String of(EmojiProblem problem) {
    try (PairedSet pairs = PairedSets.open(problem.pairedSet())) {
      String parts =
          Sha256.of(problem.teacher())
              + pairs.digest()
              + Sha256.of(String.join("\n", problem.corpus()));
      return Sha256.of(parts);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read the built-in problem's files", failure);
    }
  }
}
