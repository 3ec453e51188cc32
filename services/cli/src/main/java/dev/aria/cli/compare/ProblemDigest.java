package dev.aria.cli.compare;

import dev.aria.cli.demo.EmojiProblem;
import dev.aria.models.model.FileDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Tells one state of the built-in problem from another: teacher, pairs and corpus. */
final class ProblemDigest {
  private ProblemDigest() {}

  /** SHA-256 over the bytes of teacher, paired set and corpus. */
  static String of(EmojiProblem problem) {
    try {
      String parts =
          FileDigest.of(problem.teacher())
              + FileDigest.of(problem.pairedSet())
              + FileDigest.of(bytes(String.join("\n", problem.corpus())));
      return FileDigest.of(bytes(parts));
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read the built-in problem's files", failure);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
