package dev.aria.runtime.pairs.writing;

import dev.aria.runtime.pairs.PairLayout;
import dev.aria.runtime.pairs.ShardPlaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The pairs of a shard that is not whole yet: a record a batch, appended as it comes. What a kill
 * leaves of the last record is cut off when the journal is opened again.
 */
final class PairJournal implements AutoCloseable {
  private static final int HEAD = 2 * Integer.BYTES; // length and checksum

  private final Path file;
  private final FileChannel channel;
  private final JournalIndex index;

  private PairJournal(Path file, FileChannel channel, JournalIndex index) {
    this.file = file;
    this.channel = channel;
    this.index = index;
  }

  /** Opens {@code file}, which need not exist. */
  @SuppressWarnings("MustBeClosedChecker") // the journal closes it
  static PairJournal open(Path file, PairLayout layout) {
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      JournalIndex index = new JournalIndex(layout);
      channel.truncate(scan(channel, index)).position(channel.size());
      return new PairJournal(file, channel, index);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot open " + file, failure);
    }
  }

  /** Adds all whole records to {@code index}; gives where the last of them ends. */
  private static long scan(FileChannel channel, JournalIndex index) throws IOException {
    ByteBuffer bytes = mapped(channel);
    int at = 0;
    while (true) {
      Optional<ByteBuffer> payload = whole(bytes, at);
      if (payload.isEmpty()) {
        return at;
      }
      index.add(payload.get(), at + HEAD);
      at += HEAD + payload.get().limit();
    }
  }

  private static Optional<ByteBuffer> whole(ByteBuffer bytes, int at) {
    if (bytes.limit() - at < HEAD) {
      return Optional.empty();
    }
    int length = bytes.getInt(at);
    if (length < 1 || length > bytes.limit() - at - HEAD) {
      return Optional.empty();
    }
    ByteBuffer payload = bytes.slice(at + HEAD, length).order(ByteOrder.LITTLE_ENDIAN);
    boolean intact = ShardPlaces.checksum(payload) == bytes.getInt(at + Integer.BYTES);
    return intact ? Optional.of(payload) : Optional.empty();
  }

  private static ByteBuffer mapped(FileChannel channel) throws IOException {
    return channel
        .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Appends a record.
   *
   * @param payload position 0, little-endian, as {@link JournalIndex} reads it
   */
  void append(ByteBuffer payload) {
    try {
      long end = channel.size();
      if (end + HEAD + payload.limit() > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "%s grows beyond 2 GiB: captions and conditions of one shard take too much; take fewer rows a shard"
                .formatted(file));
      }
      ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
      head.putInt(payload.limit()).putInt(ShardPlaces.checksum(payload)).flip();
      fill(head);
      fill(payload.duplicate());
      index.add(payload, (int) end + HEAD);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file, failure);
    }
  }

  private void fill(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** What it holds. */
  JournalIndex index() {
    return index;
  }

  /** All its bytes, on the disk when this returns. */
  ByteBuffer bytes() {
    try {
      channel.force(true);
      return mapped(channel);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + file, failure);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot close " + file, failure);
    }
  }
}
