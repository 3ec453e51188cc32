package dev.aria.models.encoder;

/**
 * A file that a model needs beside its network.
 *
 * @param file its name in the folder of the descriptor
 * @param sha256 lower-case hex digest that it must have
 */
public record ModelPart(String file, String sha256) {
  public ModelPart {
    checkName(file);
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "sha256 of %s must be 64 hex digits, got '%s'".formatted(file, sha256));
    }
  }

  /** A descriptor names files of its own folder alone: it may come from anywhere. */
  static void checkName(String file) {
    if (!file.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}")) {
      throw new IllegalArgumentException(
          "a model's file must be named without folders, by letters, digits, '.', '_' and '-', got '%s'"
              .formatted(file));
    }
  }
}
