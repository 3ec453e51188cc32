package dev.aria.streamer;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/** The region, length and first row of every page in a store, 16 bytes a page, append only. */
final class RunFile implements AutoCloseable {
  private static final int RUN_BYTES = 16;
  private static final int RUNS_AT_ONCE = 1024;

  private final FileChannel file;
  private ByteBuffer pending = buffer(256);
  private final CRC32C checksum = new CRC32C();
  private long written;

  /**
   * What of the file counts; whatever lies behind was never finished.
   *
   * @param runs runs from the file's beginning
   * @param checksum CRC-32C of their bytes
   */
  record Extent(long runs, long checksum) {}

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

  /** Reads the runs of {@code kept} and goes on after them; false when they are not all there. */
  boolean read(Extent kept, Reader reader) throws IOException {
    if (kept.runs() < 0 || kept.runs() > file.size() / RUN_BYTES) {
      return false;
    }
    checksum.reset();
    forEachBatch(kept.runs(), checksum::update);
    if (checksum.getValue() != kept.checksum()) {
      return false;
    }
    forEachBatch(kept.runs(), batch -> deliver(batch, reader));
    written = kept.runs();
    return true;
  }

  private void forEachBatch(long runs, Consumer<ByteBuffer> consumer) throws IOException {
    ByteBuffer bytes = buffer(RUNS_AT_ONCE);
    for (long next = 0; next < runs; next += RUNS_AT_ONCE) {
      bytes.clear().limit((int) Math.min(RUNS_AT_ONCE, runs - next) * RUN_BYTES);
      while (bytes.hasRemaining()) {
        if (file.read(bytes, next * RUN_BYTES + bytes.position()) < 0) {
          throw new EOFException("the index became shorter while it was read");
        }
      }
      consumer.accept(bytes.flip());
    }
  }

  private static void deliver(ByteBuffer batch, Reader reader) {
    while (batch.hasRemaining()) {
      reader.run(batch.getInt(), batch.getInt(), batch.getLong());
    }
  }

  void add(int region, int count, long row) {
    if (!pending.hasRemaining()) {
      pending = buffer(2 * pending.capacity() / RUN_BYTES).put(pending.flip());
    }
    pending.putInt(region).putInt(count).putLong(row);
  }

  /** Forces all runs to the disk. */
  Extent force() throws IOException {
    long at = written * RUN_BYTES;
    checksum.update(pending.flip());
    for (pending.rewind(); pending.hasRemaining(); ) {
      at += file.write(pending, at);
    }
    pending.clear();
    file.force(true);
    written = at / RUN_BYTES;
    return new Extent(written, checksum.getValue());
  }

  void clear() {
    pending.clear();
    checksum.reset();
    written = 0;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
