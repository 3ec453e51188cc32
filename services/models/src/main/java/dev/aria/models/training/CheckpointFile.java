package dev.aria.models.training;

import dev.aria.models.model.DurableFile;
import dev.aria.models.model.FileDigest;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.StrictJson;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The one file of a checkpoint: magic, header length (int32, big-endian), header (JSON), module
 * archive, weights, first moment, second moment, average (P float32 each, little-endian), SHA-256
 * of all before it.
 */
final class CheckpointFile {
  private static final byte[] MAGIC = "ARIACKP1".getBytes(StandardCharsets.US_ASCII);
  private static final int ARRAYS = 4;
  private static final int DIGEST = 32;

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
    MessageDigest whole = FileDigest.sha256();
    try {
      DurableFile.write(file, out -> writeTo(new DigestOutputStream(out, whole)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write checkpoint " + file, e);
    }
    return new CheckpointWritten(file, header.step(), HexFormat.of().formatHex(whole.digest()));
  }

  private void writeTo(OutputStream out) throws IOException {
    MessageDigest content = FileDigest.sha256();
    DataOutputStream data = new DataOutputStream(new DigestOutputStream(out, content));
    byte[] json = StrictJson.write(header).getBytes(StandardCharsets.UTF_8);
    data.write(MAGIC);
    data.writeInt(json.length);
    data.write(json);
    data.write(archive);
    for (ByteBuffer array : arrays) {
      Channels.newChannel(data).write(array.duplicate());
    }
    out.write(content.digest());
  }

  static CheckpointFile read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer bytes = channel.map(MapMode.READ_ONLY, 0, channel.size());
      checkDigest(file, bytes);
      return parse(bytes.slice(0, bytes.limit() - DIGEST));
    } catch (IOException | IllegalArgumentException | BufferUnderflowException e) {
      throw new CheckpointUnreadable(file, String.valueOf(e), e);
    }
  }

  private static void checkDigest(Path file, ByteBuffer bytes) {
    if (bytes.limit() < MAGIC.length + DIGEST
        || !bytes.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      throw new CheckpointUnreadable(file, "it is no checkpoint of this version");
    }
    int content = bytes.limit() - DIGEST;
    MessageDigest digest = FileDigest.sha256();
    digest.update(bytes.slice(0, content));
    byte[] expected = new byte[DIGEST];
    bytes.get(content, expected);
    if (!Arrays.equals(digest.digest(), expected)) {
      throw new CheckpointUnreadable(file, "its digest is wrong, it is damaged or cut short");
    }
  }

  private static CheckpointFile parse(ByteBuffer bytes) {
    bytes.position(MAGIC.length);
    byte[] json = take(bytes, bytes.getInt());
    Header header = StrictJson.read(new String(json, StandardCharsets.UTF_8), Header.class);
    byte[] archive = take(bytes, header.archiveBytes());
    int length = Math.multiplyExact(header.parameters(), Float.BYTES);
    List<ByteBuffer> arrays =
        Stream.generate(() -> ByteBuffer.wrap(take(bytes, length))).limit(ARRAYS).toList();
    return new CheckpointFile(header, archive, arrays);
  }

  private static byte[] take(ByteBuffer bytes, int length) {
    byte[] taken = new byte[length];
    bytes.get(taken);
    return taken;
  }
}
