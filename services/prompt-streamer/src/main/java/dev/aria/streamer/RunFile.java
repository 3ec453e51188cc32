package dev.aria.streamer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The region, length and first row of every page in a store, 16 bytes a page, append only. */
final class RunFile implements AutoCloseable {
  private static final int RUN_BYTES = 16;

  private final FileChannel file;
  private ByteBuffer pending = buffer(256);
  private long written;

  /** Takes note of one page. */
  interface Reader {
    /** {@code count} prompts of {@code region} lie in the rows from {@code row} on. */
    void run(int region, int count, long row);
  }

  RunFile(Path path) throws IOException {
    file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static ByteBuffer buffer(int runs) {
    return ByteBuffer.allocate(Math.multiplyExact(runs, RUN_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads the first {@code runs} runs and goes on after them; false when there are fewer. */
  boolean read(long runs, Reader reader) throws IOException {
    if (file.size() < runs * RUN_BYTES) {
      return false;
    }
    ByteBuffer bytes = buffer(1024);
    for (long next = 0; next < runs; ) {
      int batch = (int) Math.min(1024, runs - next);
      bytes.clear().limit(batch * RUN_BYTES);
      while (bytes.hasRemaining()) {
        file.read(bytes, next * RUN_BYTES + bytes.position());
      }
      for (bytes.flip(); bytes.hasRemaining(); next++) {
        reader.run(bytes.getInt(), bytes.getInt(), bytes.getLong());
      }
    }
    written = runs;
    return true;
  }

  void add(int region, int count, long row) {
    if (!pending.hasRemaining()) {
      pending = buffer(2 * pending.capacity() / RUN_BYTES).put(pending.flip());
    }
    pending.putInt(region).putInt(count).putLong(row);
  }

  /** Forces all runs to the disk; gives their number. */
  long force() throws IOException {
    long at = written * RUN_BYTES;
    for (pending.flip(); pending.hasRemaining(); ) {
      at += file.write(pending, at);
    }
    pending.clear();
    file.force(true);
    written = at / RUN_BYTES;
    return written;
  }

  void clear() {
    pending.clear();
    written = 0;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
