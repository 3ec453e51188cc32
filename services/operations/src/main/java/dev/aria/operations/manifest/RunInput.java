package dev.aria.operations.manifest;

import java.util.Map;

/**
 * Something that a run is made of.
 *
 * @param from file or folder that it is, or name of the corpus
 * @param sha256 over all that matters of it, lower-case hexadecimal; empty when it could not be
 *     read, and then {@code facts} tell why
 * @param facts what else there is to know, by name
 */
public record RunInput(String from, String sha256, Map<String, String> facts) {
  /** Fact that tells why it could not be read. */
  static final String UNREAD = "unread";

  public RunInput {
    facts = Map.copyOf(facts);
    if (!sha256.matches("([0-9a-f]{64})?")) {
      throw new IllegalArgumentException(
          "sha256 must be 64 hex digits or empty, got '%s'".formatted(sha256));
    }
  }
}
