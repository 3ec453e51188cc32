package dev.aria.models.encoder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Embeddings on disk, append-only, in records of one size.
 *
 * <p>Big-endian. Header: magic (8 bytes), D (4), encoder digest (32). Record: {@link TextKey} (16),
 * D float32, CRC-32C of the record so far (4). A torn tail is cut off on opening and a record with
 * a wrong checksum is passed over: the text is then encoded again. Not synced: it is a cache.
 */
final class EmbeddingFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddingFile.class);
  private static final long MAGIC = 0x4152_4941_454d_4231L; // "ARIAEMB1"
  private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES + 32;

  private final Path path;
  private final FileChannel channel;
  private final int dimension;
  private final int maxEntries;
  private final Map<TextKey, Long> offsets = new HashMap<>();
  private long end;

  private EmbeddingFile(Path path, FileChannel channel, int dimension, int maxEntries) {
    this.path = path;
    this.channel = channel;
    this.dimension = dimension;
    this.maxEntries = maxEntries;
  }

  static EmbeddingFile open(Path path, String digest, int dimension, int maxEntries) {
    try {
      Files.createDirectories(path.toAbsolutePath().resolveSibling("."));
      FileChannel channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      var file = new EmbeddingFile(path, channel, dimension, maxEntries);
      file.start(header(digest, dimension));
      return file;
    } catch (IOException e) {
      throw new EmbeddingFileRefused("cannot use the embedding cache " + path, e);
    }
  }

  private static ByteBuffer header(String digest, int dimension) {
    return ByteBuffer.allocate(HEADER_BYTES)
        .putLong(MAGIC)
        .putInt(dimension)
        .put(HexFormat.of().parseHex(digest))
        .flip();
  }

  private void start(ByteBuffer header) throws IOException {
    try {
      lock();
      if (channel.size() < HEADER_BYTES) {
        channel.truncate(0);
        writeFully(header, 0);
      } else if (!readFully(HEADER_BYTES, 0).equals(header)) {
        throw new EmbeddingFileRefused(
            "%s holds no embeddings of this encoder; leave it and name another file"
                .formatted(path),
            null);
      }
      index();
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void lock() throws IOException {
    boolean taken;
    try {
      taken = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      taken = false;
    }
    if (!taken) {
      throw new EmbeddingFileRefused(
          path + " is in use by another encoder; give each its own file", null);
    }
  }

  private void index() throws IOException {
    long whole = (channel.size() - HEADER_BYTES) / recordBytes();
    end = HEADER_BYTES + whole * recordBytes();
    if (channel.size() > end) {
      LOG.warn("{}: cut {} bytes of a torn record off its end", path, channel.size() - end);
      channel.truncate(end);
    }
    int damaged = 0;
    for (long at = HEADER_BYTES; at < end; at += recordBytes()) {
      ByteBuffer record = readFully(recordBytes(), at);
      if (intact(record)) {
        keep(TextKey.read(record), at);
      } else {
        damaged++;
      }
    }
    if (damaged > 0) {
      LOG.warn("{}: passed over {} records with a wrong checksum", path, damaged);
    }
  }

  /** A file that was filled under a larger bound takes no more memory than this one's. */
  private void keep(TextKey key, long at) {
    if (offsets.size() < maxEntries) {
      offsets.put(key, at);
    }
  }

  /** The vector stored for {@code key}, if there is one. */
  synchronized Optional<float[]> find(TextKey key) {
    Long at = offsets.get(key);
    if (at == null) {
      return Optional.empty();
    }
    try {
      float[] vector = new float[dimension];
      readFully(recordBytes(), at).position(TextKey.BYTES).asFloatBuffer().get(vector);
      return Optional.of(vector);
    } catch (IOException e) {
      throw new EmbeddingFileRefused("cannot read the embedding cache " + path, e);
    }
  }

  /** Adds a record, unless the file is full or has the key. */
  synchronized void append(TextKey key, float[] vector) {
    if (offsets.size() >= maxEntries || offsets.containsKey(key)) {
      return;
    }
    ByteBuffer record = ByteBuffer.allocate(recordBytes());
    key.write(record);
    record.asFloatBuffer().put(vector);
    record.position(recordBytes() - Integer.BYTES).putInt(checksum(record)).flip();
    try {
      writeFully(record, end);
    } catch (IOException e) {
      throw new EmbeddingFileRefused("cannot write the embedding cache " + path, e);
    }
    offsets.put(key, end);
    end += recordBytes();
  }

  private int recordBytes() {
    return TextKey.BYTES + dimension * Float.BYTES + Integer.BYTES;
  }

  private boolean intact(ByteBuffer record) {
    return record.getInt(recordBytes() - Integer.BYTES) == checksum(record);
  }

  private int checksum(ByteBuffer record) {
    CRC32C crc = new CRC32C();
    crc.update(record.duplicate().position(0).limit(recordBytes() - Integer.BYTES));
    return (int) crc.getValue();
  }

  private ByteBuffer readFully(int count, long from) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new IOException("unexpected end of " + path);
      }
    }
    return bytes.flip();
  }

  private void writeFully(ByteBuffer bytes, long at) throws IOException {
    long start = at;
    while (bytes.hasRemaining()) {
      start += channel.write(bytes, start);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new EmbeddingFileRefused("cannot close the embedding cache " + path, e);
    }
  }
}
