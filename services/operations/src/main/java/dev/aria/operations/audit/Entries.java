package dev.aria.operations.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Fingerprints of what was logged for each (step, shard): the first counts, more are counted. */
final class Entries {
  private final Map<Cell, String> first = new TreeMap<>();
  private long duplicates;

  /** What an entry is to those before it. */
  enum Kind {
    /** The first of its cell, which counts. */
    FIRST,
    /** The same again, bit for bit. */
    REPEATED,
    /** Another than the one that counts. */
    CONTRADICTED
  }

  /** Takes note of an entry. */
  Kind add(Cell cell, String fingerprint) {
    String counted = first.putIfAbsent(cell, fingerprint);
    if (counted == null) {
      return Kind.FIRST;
    }
    duplicates++;
    return counted.equals(fingerprint) ? Kind.REPEATED : Kind.CONTRADICTED;
  }

  /** Fingerprint that counts for {@code cell}. */
  Optional<String> of(Cell cell) {
    return Optional.ofNullable(first.get(cell));
  }

  /** Cells with an entry. */
  long size() {
    return first.size();
  }

  /** Further entries of cells that had one, equal or not. */
  long duplicates() {
    return duplicates;
  }

  /** Cells of the steps in [from, end) over {@code shards} shards that have no entry. */
  List<Cell> missing(long from, long end, int shards) {
    return LongStream.range(Math.min(from, end), end)
        .boxed()
        .flatMap(step -> IntStream.range(0, shards).mapToObj(shard -> new Cell(step, shard)))
        .filter(cell -> !first.containsKey(cell))
        .toList();
  }
}
