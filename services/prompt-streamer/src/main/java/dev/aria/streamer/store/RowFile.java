package dev.aria.streamer.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows of equal size in memory-mapped files of a bounded size each, so that a store may outgrow
 * both the heap and the 2 GiB of one mapping. Read through the mapping, but written through the
 * file: a full disk is then an exception, where a mapping would bring the process down. Not
 * thread-safe.
 */
final class RowFile implements AutoCloseable {
  private final Path folder;
  private final int rowBytes;
  private final int rowsPerSegment;
  private final List<Segment> segments = new ArrayList<>();
  private int firstDirty = Integer.MAX_VALUE;

  private record Segment(FileChannel file, MappedByteBuffer mapped) {}

  RowFile(Path folder, int rowBytes, int segmentBytes) {
    this.folder = folder;
    this.rowBytes = rowBytes;
    this.rowsPerSegment = Math.max(1, segmentBytes / rowBytes);
  }

  /**
   * Writes {@code rows}, whole rows all of them, as those from {@code row} on; the files grow.
   *
   * @throws IOException when the disk is full or fails; rows before {@code row} stay as they are
   */
  void write(long row, ByteBuffer rows) throws IOException {
    while (rows.hasRemaining()) {
      int segment = segment(row);
      int first = (int) (row % rowsPerSegment);
      int count = Math.min(rows.remaining() / rowBytes, rowsPerSegment - first);
      ByteBuffer part = rows.slice(rows.position(), count * rowBytes);
      for (long at = (long) first * rowBytes; part.hasRemaining(); ) {
        at += opened(segment).file().write(part, at);
      }
      firstDirty = Math.min(firstDirty, segment);
      rows.position(rows.position() + count * rowBytes);
      row += count;
    }
  }

  /** A little-endian view of {@code row}, for reading. */
  ByteBuffer forReading(long row) {
    int start = (int) (row % rowsPerSegment) * rowBytes;
    try {
      MappedByteBuffer mapped = opened(segment(row)).mapped();
      return mapped.slice(start, rowBytes).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new PageStoreUnusable(folder, "cannot be read", e);
    }
  }

  private int segment(long row) {
    return Math.toIntExact(row / rowsPerSegment);
  }

  private Segment opened(int segment) throws IOException {
    while (segments.size() <= segment) {
      segments.add(open(segments.size()));
    }
    return segments.get(segment);
  }

  private Segment open(int segment) throws IOException {
    FileChannel file =
        FileChannel.open(
            path(segment),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      return new Segment(file, file.map(MapMode.READ_WRITE, 0, segmentBytes()));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private Path path(int segment) {
    return folder.resolve(String.format(Locale.ROOT, "rows-%05d", segment));
  }

  private long segmentBytes() {
    return (long) rowsPerSegment * rowBytes;
  }

  /** Whether the files of the first {@code rows} rows are all there at their full length. */
  boolean holds(long rows) throws IOException {
    for (long row = 0; row < rows; row += rowsPerSegment) {
      Path file = path(segment(row));
      if (!Files.exists(file) || Files.size(file) < segmentBytes()) {
        return false;
      }
    }
    return true;
  }

  /** Forces everything written so far to the disk. */
  void force() throws IOException {
    for (int i = firstDirty; i < segments.size(); i++) {
      segments.get(i).file().force(true);
    }
    firstDirty = Integer.MAX_VALUE;
  }

  @Override
  public void close() throws IOException {
    for (Segment segment : segments) {
      segment.file().close();
    }
  }
}
