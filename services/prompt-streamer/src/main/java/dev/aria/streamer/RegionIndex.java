package dev.aria.streamer;

import java.util.Arrays;

/**
 * Which rows of the store hold the prompts of one region: a list of runs of rows, in the order of
 * the log. 16 bytes a run, so memory grows with the pages and not with the prompts.
 */
final class RegionIndex {
  private long[] firstRow = new long[4];
  private long[] endIndex = new long[4];
  private int runs;

  /** Prompts of the region. */
  long size() {
    return runs == 0 ? 0 : endIndex[runs - 1];
  }

  /** Adds {@code count} prompts that lie in the rows from {@code row} on. */
  void add(long row, int count) {
    if (runs > 0 && firstRow[runs - 1] + lengthOfLast() == row) {
      endIndex[runs - 1] += count;
      return;
    }
    if (runs == firstRow.length) {
      firstRow = Arrays.copyOf(firstRow, 2 * runs);
      endIndex = Arrays.copyOf(endIndex, 2 * runs);
    }
    long start = size();
    firstRow[runs] = row;
    endIndex[runs] = start + count;
    runs++;
  }

  private long lengthOfLast() {
    return endIndex[runs - 1] - (runs == 1 ? 0 : endIndex[runs - 2]);
  }

  /**
   * Row of the region's prompt at {@code index}.
   *
   * @throws IndexOutOfBoundsException when index is outside [0, {@link #size()})
   */
  long row(long index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException(
          "prompt %d of a region that has %d".formatted(index, size()));
    }
    int found = Arrays.binarySearch(endIndex, 0, runs, index);
    int run = found < 0 ? -found - 1 : found + 1;
    long start = run == 0 ? 0 : endIndex[run - 1];
    return firstRow[run] + (index - start);
  }
}
