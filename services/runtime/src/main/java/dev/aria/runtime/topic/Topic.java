package dev.aria.runtime.topic;

import java.time.Duration;

/**
 * A topic: its name, its shape and the one type of value it carries.
 *
 * @param name full name, {@code aria.<run or corpus>.<plural-noun>.v<major>}
 * @param partitions number of partitions, at least 1
 * @param compacted whether only the last record of a key is kept
 * @param retention how long records are kept; zero keeps them forever
 * @param retainedBytes most bytes of a partition that are kept; zero sets no bound
 * @param codec bytes of a value
 */
public record Topic<T>(
    String name,
    int partitions,
    boolean compacted,
    Duration retention,
    long retainedBytes,
    Codec<T> codec) {
  /** How names of topics end that hold the dead letters of another. */
  public static final String DEAD = ".dead";

  public Topic {
    if (!name.matches("[a-zA-Z0-9._-]{1,240}")) {
      throw new IllegalArgumentException(
          "topic name '%s' may hold only letters, digits, '.', '_' and '-'".formatted(name));
    }
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "topic %s has %d partitions, must have at least 1".formatted(name, partitions));
    }
  }

  /** A topic whose records are kept however many bytes they are. */
  public Topic(String name, int partitions, boolean compacted, Duration retention, Codec<T> codec) {
    this(name, partitions, compacted, retention, 0, codec);
  }

  /** Whether no record is ever deleted, so that the first is there as long as the topic is. */
  public boolean keepsAll() {
    return retention.isZero() && retainedBytes == 0 && !compacted;
  }

  /** Name of the topic for the records of this one that could not be read. */
  public String deadLetters() {
    return name + DEAD;
  }
}
