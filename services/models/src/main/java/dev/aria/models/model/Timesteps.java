package dev.aria.models.model;

/** The bound on T. */
final class Timesteps {
  private static final int MOST = 1_000_000;

  private Timesteps() {}

  static void check(int timesteps) {
    if (timesteps < 1 || timesteps > MOST) {
      throw new IllegalArgumentException(
          "timesteps must be in [1, %d], got %d".formatted(MOST, timesteps));
    }
  }
}
