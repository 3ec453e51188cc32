package dev.aria.core.random;

/**
 * What a random number is for. Each purpose has a stream of its own, so that one more number for
 * one purpose moves no other. Numbers are part of the recorded meaning of a run: add, never change.
 */
public enum Purpose {
  TIMESTEP(1),
  SWAP(2),
  NULL_CONDITION(3),
  LATENT(4),
  NOISE_SEED(5),
  NOISE(6),
  CONDITION(7),
  PROBE(8),
  MODEL_WEIGHTS(9),
  REGION_FIT(10),
  GENERATION(11),
  AUDIT(12),
  TIMESTEP_REUSED(13),
  LATENT_REUSED(14),
  NOISE_SEED_REUSED(15),
  PATH_SEED(16),
  PATH_SEED_REUSED(17),
  PATH_OFFSET(18),
  CAPTION(19);

  private final int number;

  Purpose(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
