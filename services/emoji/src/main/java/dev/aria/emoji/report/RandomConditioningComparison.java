package dev.aria.emoji.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What the demo's way of drawing gains over Random Conditioning from as many samples, as a study
 * has measured it: one run alone cannot say.
 */
public final class RandomConditioningComparison {
  /** The command that measured it. */
  public static final String COMMAND = "./aria study shipped";

  private static final String RESOURCE = "/emoji/against-random-conditioning.txt";

  private RandomConditioningComparison() {}

  /** The line that docs/results/policies.md has of it. */
  public static String text() {
    try (InputStream in =
        Objects.requireNonNull(
            RandomConditioningComparison.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + RESOURCE, failure);
    }
  }
}
