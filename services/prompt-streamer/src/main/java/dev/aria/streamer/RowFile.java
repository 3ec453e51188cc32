package dev.aria.streamer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of equal size in memory-mapped files of a bounded size each, so that a store may outgrow
 * both the heap and the 2 GiB of one mapping. Not thread-safe.
 */
final class RowFile {
  private final Path folder;
  private final int rowBytes;
  private final int rowsPerSegment;
  private final List<MappedByteBuffer> segments = new ArrayList<>();
  private int firstDirty = Integer.MAX_VALUE;

  RowFile(Path folder, int rowBytes, int segmentBytes) {
    this.folder = folder;
    this.rowBytes = rowBytes;
    this.rowsPerSegment = Math.max(1, segmentBytes / rowBytes);
  }

  /** A little-endian view of {@code row}, for writing; the file grows to hold it. */
  ByteBuffer forWriting(long row) {
    int segment = segment(row);
    firstDirty = Math.min(firstDirty, segment);
    return view(segment, row);
  }

  /** A little-endian view of {@code row}, for reading. */
  ByteBuffer forReading(long row) {
    return view(segment(row), row);
  }

  private int segment(long row) {
    return Math.toIntExact(row / rowsPerSegment);
  }

  private ByteBuffer view(int segment, long row) {
    while (segments.size() <= segment) {
      segments.add(map(segments.size()));
    }
    int start = (int) (row % rowsPerSegment) * rowBytes;
    return segments.get(segment).slice(start, rowBytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private MappedByteBuffer map(int segment) {
    Path file = folder.resolve("rows-%05d".formatted(segment));
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(MapMode.READ_WRITE, 0, (long) rowsPerSegment * rowBytes);
    } catch (IOException e) {
      throw new PageStoreUnusable(folder, "cannot map " + file.getFileName(), e);
    }
  }

  /** Forces everything written so far to the disk. */
  void force() {
    for (int i = firstDirty; i < segments.size(); i++) {
      segments.get(i).force();
    }
    firstDirty = Integer.MAX_VALUE;
  }
}
