package dev.aria.runtime.pairs;

import java.util.List;

/**
 * Pairs of a latent x0 and the condition it belongs to, as Random Conditioning's set D.
 * Thread-safe.
 */
public interface PairedSet extends AutoCloseable {
  /** Number of pairs, at least 1. */
  int size();

  /** SHA-256 of the file, lower-case hexadecimal. */
  String digest();

  /** Shape of one latent. */
  List<Integer> latentShape();

  /** Shape of one condition. */
  List<Integer> conditionShape();

  /** Copies latent {@code id} into {@code target} from {@code offset}. */
  void latent(int id, float[] target, int offset);

  /** Copies the condition of pair {@code id} into {@code target} from {@code offset}. */
  void condition(int id, float[] target, int offset);

  /** Prompt of pair {@code id}. */
  String text(int id);

  @Override
  void close();
}
