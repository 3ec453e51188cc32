package dev.aria.runtime.pairs;

import dev.aria.core.digest.Sha256;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A paired set in one memory-mapped file. All numbers little-endian: magic, version, N, rank and
 * extents of a latent, rank and extents of a condition; N latents and N conditions as float32; N
 * texts, each an int32 length and UTF-8; at the end SHA-256 of all before it.
 */
public final class PairedSetFile implements PairedSet {
  static final long MAGIC = 0x53_52_49_41_50_41_49_52L;
  static final int VERSION = 1;
  private static final int MAX_RANK = 8;

  private final String digest;
  private final Tensor latents;
  private final Tensor conditions;
  private final List<String> texts;

  private PairedSetFile(String digest, Tensor latents, Tensor conditions, List<String> texts) {
    this.digest = digest;
    this.latents = latents;
    this.conditions = conditions;
    this.texts = List.copyOf(texts);
  }

  /**
   * Maps {@code file}, checks its digest and that all its values are finite.
   *
   * @throws PairedSetUnreadable when it is missing, no paired set, damaged, or holds NaN or
   *     infinity
   */
  public static PairedSetFile open(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      PairedSetFile pairs = parse(file, bytes.order(ByteOrder.LITTLE_ENDIAN));
      pairs.requireFinite(file);
      return pairs;
    } catch (IOException failure) {
      throw new PairedSetUnreadable(file, failure.toString(), failure);
    }
  }

  private void requireFinite(Path file) {
    FiniteRows.flaw("latent", latents)
        .or(() -> FiniteRows.flaw("condition", conditions))
        .ifPresent(
            flaw -> {
              throw new PairedSetUnreadable(file, flaw + "; make the file again", null);
            });
  }

  static PairedSetFile parse(Path file, ByteBuffer bytes) {
    try {
      if (bytes.remaining() < Sha256.BYTES || bytes.getLong() != MAGIC) {
        throw new PairedSetUnreadable(file, "it is no paired set", null);
      }
      String digest = checkedDigest(file, bytes);
      int version = bytes.getInt();
      if (version != VERSION) {
        throw new PairedSetUnreadable(
            file, "it has version %d, this reads %d".formatted(version, VERSION), null);
      }
      int size = bytes.getInt();
      List<Integer> latentShape = shape(bytes, size);
      List<Integer> conditionShape = shape(bytes, size);
      Tensor latents = block(bytes, latentShape);
      Tensor conditions = block(bytes, conditionShape);
      return new PairedSetFile(digest, latents, conditions, texts(bytes, size));
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | IllegalArgumentException
        | ArithmeticException damage) {
      throw new PairedSetUnreadable(file, "its header is damaged", damage);
    }
  }

  private static String checkedDigest(Path file, ByteBuffer bytes) {
    int end = bytes.limit() - Sha256.BYTES;
    Sha256 sha256 = new Sha256().add(bytes.slice(0, end));
    byte[] stored = new byte[Sha256.BYTES];
    bytes.get(end, stored);
    if (!Arrays.equals(stored, sha256.bytes())) {
      throw new PairedSetUnreadable(
          file, "its SHA-256 does not match its content; make it again", null);
    }
    return sha256.hex();
  }

  private static List<Integer> shape(ByteBuffer bytes, int size) {
    int rank = bytes.getInt();
    if (rank < 1 || rank > MAX_RANK || size < 1) {
      throw new IllegalArgumentException("rank %d, size %d".formatted(rank, size));
    }
    List<Integer> shape = new ArrayList<>(List.of(size));
    for (int i = 0; i < rank; i++) {
      shape.add(bytes.getInt());
    }
    return shape;
  }

  private static Tensor block(ByteBuffer bytes, List<Integer> shape) {
    long length =
        shape.stream().mapToLong(Integer::longValue).reduce(Float.BYTES, Math::multiplyExact);
    int start = bytes.position();
    ByteBuffer block = bytes.slice(start, Math.toIntExact(length));
    bytes.position(start + block.limit());
    return new Tensor(shape, ElementType.FLOAT32, block);
  }

  private static List<String> texts(ByteBuffer bytes, int size) {
    if (size > bytes.remaining() / Integer.BYTES) { // before memory is taken for that many
      throw new IllegalArgumentException("%d texts".formatted(size));
    }
    List<String> texts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int length = bytes.getInt();
      if (length < 0 || length > bytes.remaining()) {
        throw new IllegalArgumentException("text of %d bytes".formatted(length));
      }
      byte[] utf8 = new byte[length];
      bytes.get(utf8);
      texts.add(new String(utf8, StandardCharsets.UTF_8));
    }
    return texts;
  }

  /**
   * Writes a paired set, whole or not at all.
   *
   * @param latents (N, latent shape) float32
   * @param conditions (N, condition shape) float32
   * @param texts the N prompts
   * @throws IllegalArgumentException when the three do not agree on N, N is 0, or a value is not
   *     finite
   */
  public static void write(Path file, Tensor latents, Tensor conditions, List<String> texts) {
    PairedSetWriting.write(file, latents, conditions, texts);
  }

  @Override
  public int size() {
    return texts.size();
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public List<Integer> latentShape() {
    return latents.shape().subList(1, latents.shape().size());
  }

  @Override
  public List<Integer> conditionShape() {
    return conditions.shape().subList(1, conditions.shape().size());
  }

  @Override
  public void latent(int id, float[] target, int offset) {
    latents.readRow(id, target, offset);
  }

  @Override
  public void condition(int id, float[] target, int offset) {
    conditions.readRow(id, target, offset);
  }

  @Override
  public String text(int id) {
    return texts.get(id);
  }

  /** Does nothing: the mapping goes with its last reader. */
  @Override
  public void close() {}
}
