package dev.aria.streamer.store;

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
final class PageIndexFile implements AutoCloseable {
  private static final int ENTRY_BYTES = 16;
  private static final int ENTRIES_AT_ONCE = 1024;

  private final FileChannel file;
  private ByteBuffer pending = buffer(256);
  private final CRC32C checksum = new CRC32C();
  private long written;

  /**
   * The part of the file that is valid; whatever lies behind it was never finished.
   *
   * @param entries entries from the file's beginning
   * @param checksum CRC-32C of their bytes
   */
  record Extent(long entries, long checksum) {}

  /** Takes note of one page. */
  interface Reader {
    /** {@code count} prompts of {@code region} lie in the rows from {@code row} on. */
    void page(int region, int count, long row);
  }

  PageIndexFile(Path path) throws IOException {
    file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static ByteBuffer buffer(int entries) {
    return ByteBuffer.allocate(Math.multiplyExact(entries, ENTRY_BYTES))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads the entries of {@code kept} and goes on after them; false when they are not all there.
   */
  boolean read(Extent kept, Reader reader) throws IOException {
    if (kept.entries() < 0 || kept.entries() > file.size() / ENTRY_BYTES) {
      return false;
    }
    checksum.reset();
    forEachBatch(kept.entries(), checksum::update);
    if (checksum.getValue() != kept.checksum()) {
      return false;
    }
    forEachBatch(kept.entries(), batch -> deliver(batch, reader));
    written = kept.entries();
    return true;
  }

  private void forEachBatch(long entries, Consumer<ByteBuffer> consumer) throws IOException {
    ByteBuffer bytes = buffer(ENTRIES_AT_ONCE);
    for (long next = 0; next < entries; next += ENTRIES_AT_ONCE) {
      bytes.clear().limit((int) Math.min(ENTRIES_AT_ONCE, entries - next) * ENTRY_BYTES);
      while (bytes.hasRemaining()) {
        if (file.read(bytes, next * ENTRY_BYTES + bytes.position()) < 0) {
          throw new EOFException("the index became shorter while it was read");
        }
      }
      consumer.accept(bytes.flip());
    }
  }

  private static void deliver(ByteBuffer batch, Reader reader) {
    while (batch.hasRemaining()) {
      reader.page(batch.getInt(), batch.getInt(), batch.getLong());
    }
  }

  /**
   * Adds a page of {@code count} prompts of {@code region}, which lie in the rows from {@code row}
   * on.
   */
  void add(int region, int count, long row) {
    if (!pending.hasRemaining()) {
      pending = buffer(2 * pending.capacity() / ENTRY_BYTES).put(pending.flip());
    }
    pending.putInt(region).putInt(count).putLong(row);
  }

  /** Forces all entries to the disk. */
  Extent force() throws IOException {
    long at = written * ENTRY_BYTES;
    checksum.update(pending.flip());
    for (pending.rewind(); pending.hasRemaining(); ) {
      at += file.write(pending, at);
    }
    pending.clear();
    file.force(true);
    written = at / ENTRY_BYTES;
    return new Extent(written, checksum.getValue());
  }

  /** Forgets all entries. */
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
