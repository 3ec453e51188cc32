package dev.aria.runtime.pairs;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Pairs of a latent x0 and the condition it belongs to, as Random Conditioning's set D. A pair may
 * have several captions, each with a condition of its own and a probability. Thread-safe.
 */
public interface PairedSet extends AutoCloseable {
  /** Number of pairs, at least 1. */
  int size();

  /** SHA-256 of the set, lower-case hexadecimal. */
  String digest();

  /** Digest of the encoder that made the conditions, where the set says it. */
  default Optional<String> conditionsFrom() {
    return Optional.empty();
  }

  /** Shape of one latent. */
  List<Integer> latentShape();

  /** Shape of one condition. */
  List<Integer> conditionShape();

  /** Copies latent {@code id} into {@code target} from {@code offset}. */
  void latent(int id, float[] target, int offset);

  /** Copies the condition of pair {@code id}'s first caption into {@code target}. */
  void condition(int id, float[] target, int offset);

  /** First caption of pair {@code id}. */
  String text(int id);

  /** Number of captions of pair {@code id}, at least 1. */
  default int captions(int id) {
    return 1;
  }

  /**
   * The caption of pair {@code id} whose part of [0, 1) holds {@code point}: parts are as long as
   * the captions' probabilities.
   */
  default int captionAt(int id, double point) {
    return 0;
  }

  /** Copies the condition of caption {@code caption} of pair {@code id} into {@code target}. */
  default void condition(int id, int caption, float[] target, int offset) {
    condition(id, target, offset);
  }

  /** Caption {@code caption} of pair {@code id}. */
  default String text(int id, int caption) {
    return text(id);
  }

  /** Names of all teachers that captions of the set name; empty when none does. */
  default Set<String> teachers() {
    return Set.of();
  }

  /**
   * Name of the teacher that caption {@code caption} of pair {@code id} names; empty for a run's
   * own.
   */
  default Optional<String> teacher(int id, int caption) {
    return Optional.empty();
  }

  /** Length of a region vector: the vector by which a pair is assigned to a region. */
  default int regionDimension() {
    return conditionShape().stream().reduce(1, Math::multiplyExact);
  }

  /** Copies the region vector of pair {@code id} into {@code target} from {@code offset}. */
  default void regionVector(int id, float[] target, int offset) {
    condition(id, target, offset);
  }

  @Override
  void close();
}
