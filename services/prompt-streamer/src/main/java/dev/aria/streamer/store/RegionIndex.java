package dev.aria.streamer.store;

import java.util.Arrays;

/**
 * Which rows of the store hold the prompts of one region: a list of spans of rows, in the order of
 * the log. 16 bytes a span, so memory grows with the pages and not with the prompts.
 */
final class RegionIndex {
  private long[] firstRow = new long[4];
  private long[] endIndex = new long[4];
  private int spans;

  /** Prompts of the region. */
  long size() {
    return spans == 0 ? 0 : endIndex[spans - 1];
  }

  /** Adds {@code count} prompts that lie in the rows from {@code row} on. */
  void add(long row, int count) {
    if (spans > 0 && firstRow[spans - 1] + lengthOfLast() == row) {
      endIndex[spans - 1] += count;
      return;
    }
    if (spans == firstRow.length) {
      firstRow = Arrays.copyOf(firstRow, 2 * spans);
      endIndex = Arrays.copyOf(endIndex, 2 * spans);
    }
    long start = size();
    firstRow[spans] = row;
    endIndex[spans] = start + count;
    spans++;
  }

  private long lengthOfLast() {
    return endIndex[spans - 1] - (spans == 1 ? 0 : endIndex[spans - 2]);
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
    int found = Arrays.binarySearch(endIndex, 0, spans, index);
    int span = found < 0 ? -found - 1 : found + 1;
    long start = span == 0 ? 0 : endIndex[span - 1];
    return firstRow[span] + (index - start);
  }
}
