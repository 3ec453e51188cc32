package dev.aria.cli.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Fingerprints of what was logged for each (step, shard): the first counts, equals are counted. */
final class Entries {
  private final Map<Cell, String> first = new TreeMap<>();
  private final List<Cell> contradicted = new ArrayList<>();
  private long duplicates;

  /** Takes note of an entry; whether it is the first of its cell. */
  boolean add(Cell cell, String fingerprint) {
    String counted = first.putIfAbsent(cell, fingerprint);
    if (counted == null) {
      return true;
    }
    duplicates++;
    if (!counted.equals(fingerprint)) {
      contradicted.add(cell);
    }
    return false;
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

  /** A cell for each further entry that differed. */
  List<Cell> contradicted() {
    return List.copyOf(contradicted);
  }

  /** Cells of the first {@code steps} steps over {@code shards} shards that have no entry. */
  List<Cell> missing(long steps, int shards) {
    return LongStream.range(0, steps)
        .boxed()
        .flatMap(step -> IntStream.range(0, shards).mapToObj(shard -> new Cell(step, shard)))
        .filter(cell -> !first.containsKey(cell))
        .toList();
  }
}
