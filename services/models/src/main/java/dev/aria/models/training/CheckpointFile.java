package dev.aria.models.training;

import dev.aria.core.digest.Sha256;
import dev.aria.core.file.DurableFile;
import dev.aria.models.json.StrictJson;
import dev.aria.models.model.ModelDescriptor;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The one file of a checkpoint: magic, header length (int32, big-endian), header (JSON), module
 * archive, weights, first moment, second moment, average (P float32 each, little-endian), SHA-256
 * of all before it.
 */
final class CheckpointFile {
  private static final byte[] MAGIC = "ARIACKP1".getBytes(StandardCharsets.US_ASCII);
  private static final int ARRAYS = 4;
  private static final int BUFFER = 1 << 20;
  private static final int LARGEST_HEADER = 16 << 20;

  /** All that is not bulk; {@code parameters} is P. */
  record Header(
      ModelDescriptor descriptor,
      OptimizerSettings settings,
      long step,
      int archiveBytes,
      int parameters,
      Map<String, String> metadata) {
    Header {
      metadata = Map.copyOf(metadata);
    }
  }

  private final Header header;
  private final byte[] archive;
  private final List<ByteBuffer> arrays;

  CheckpointFile(Header header, byte[] archive, List<ByteBuffer> arrays) {
    this.header = header;
    this.archive = archive;
    this.arrays = arrays;
  }

  Header header() {
    return header;
  }

  byte[] archive() {
    return archive;
  }

  /** Weights, first moment, second moment, average. */
  List<ByteBuffer> arrays() {
    return arrays;
  }

  CheckpointWritten write(Path file) {
    Sha256 whole = new Sha256();
    try {
      DurableFile.write(file, out -> writeTo(whole.tee(out)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write checkpoint %s: %s".formatted(file, e), e);
    }
    return new CheckpointWritten(file, header.step(), whole.hex());
  }

  /** Bytes of the whole file. */
  long bytes() {
    long bulk = arrays.stream().mapToLong(ByteBuffer::remaining).sum();
    return MAGIC.length + Integer.BYTES + json().length + archive.length + bulk + Sha256.BYTES;
  }

  private byte[] json() {
    return StrictJson.write(header).getBytes(StandardCharsets.UTF_8);
  }

  void writeTo(OutputStream out) throws IOException {
    Sha256 content = new Sha256();
    DataOutputStream data = new DataOutputStream(content.tee(out));
    byte[] json = json();
    data.write(MAGIC);
    data.writeInt(json.length);
    data.write(json);
    data.write(archive);
    for (ByteBuffer array : arrays) {
      Channels.newChannel(data).write(array.duplicate());
    }
    out.write(content.bytes());
  }

  /** Reads as a stream, so that a checkpoint may be larger than one buffer. */
  static CheckpointFile read(Path file) {
    try {
      checkDigest(file);
      try (DataInputStream in = open(file)) {
        return read(file, in, Files.size(file));
      }
    } catch (IOException e) {
      throw new CheckpointUnreadable(file, String.valueOf(e), e);
    }
  }

  /** The {@code size} bytes of {@code in}, whose digest is not looked at. */
  static CheckpointFile read(Path file, DataInputStream in, long size) {
    try {
      return parse(in, size);
    } catch (IOException | IllegalArgumentException e) {
      throw new CheckpointUnreadable(file, String.valueOf(e), e);
    }
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
  }

  private static void checkDigest(Path file) throws IOException {
    Sha256 digest = new Sha256();
    byte[] buffer = new byte[BUFFER];
    try (DataInputStream in = open(file)) {
      if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
        throw new CheckpointUnreadable(file, "it is no checkpoint of this version");
      }
      digest.add(MAGIC);
      for (long left = Files.size(file) - MAGIC.length - Sha256.BYTES; left > 0; ) {
        int count = in.readNBytes(buffer, 0, (int) Math.min(left, BUFFER));
        digest.add(buffer, 0, count);
        left = count == 0 ? 0 : left - count;
      }
      if (!Arrays.equals(in.readNBytes(Sha256.BYTES), digest.bytes())) {
        throw new CheckpointUnreadable(file, "its digest is wrong, it is damaged or cut short");
      }
    }
  }

  /** What the header claims is held against the file's size before memory is taken for it. */
  private static CheckpointFile parse(DataInputStream in, long size) throws IOException {
    long left = size - MAGIC.length - Integer.BYTES - Sha256.BYTES;
    take(in, MAGIC.length);
    int length = in.readInt();
    require(
        length >= 0 && length <= Math.min(left, LARGEST_HEADER),
        "a header of %d bytes where %d are left".formatted(length, left));
    byte[] json = take(in, length);
    Header header = StrictJson.read(new String(json, StandardCharsets.UTF_8), Header.class);
    long array = (long) Float.BYTES * header.parameters();
    long claimed = header.archiveBytes() + ARRAYS * array;
    require(
        header.archiveBytes() >= 0 && array >= 0 && array <= Integer.MAX_VALUE,
        "an archive of %d bytes and %d parameters"
            .formatted(header.archiveBytes(), header.parameters()));
    require(
        claimed == left - length,
        "%d bytes after the header, which tells of %d".formatted(left - length, claimed));
    byte[] archive = take(in, header.archiveBytes());
    checkArchive(header, archive);
    List<ByteBuffer> arrays = new ArrayList<>();
    for (int i = 0; i < ARRAYS; i++) {
      arrays.add(ByteBuffer.wrap(take(in, (int) array)));
    }
    return new CheckpointFile(header, archive, arrays);
  }

  /** The archive is code: it is held against its descriptor before libtorch may see it. */
  private static void checkArchive(Header header, byte[] archive) {
    String digest = Sha256.of(archive);
    String expected = header.descriptor().sha256();
    require(
        digest.equals(expected),
        "a module with SHA-256 %s where its descriptor says %s".formatted(digest, expected));
  }

  private static void require(boolean holds, String claim) {
    if (!holds) {
      throw new IllegalArgumentException("it holds " + claim);
    }
  }

  private static byte[] take(DataInputStream in, int length) throws IOException {
    byte[] taken = in.readNBytes(length);
    if (taken.length != length) {
      throw new EOFException("it ends within its header or arrays");
    }
    return taken;
  }
}
