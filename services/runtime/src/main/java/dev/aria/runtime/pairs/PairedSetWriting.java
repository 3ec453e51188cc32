package dev.aria.runtime.pairs;

import dev.aria.core.digest.Sha256;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Lays out a paired set's file. */
final class PairedSetWriting {
  private PairedSetWriting() {}

  static void write(Path file, Tensor latents, Tensor conditions, List<String> texts) {
    int size = texts.size();
    if (size == 0 || latents.shape().get(0) != size || conditions.shape().get(0) != size) {
      throw new IllegalArgumentException(
          "paired set of %d texts has latents %s and conditions %s"
              .formatted(size, latents.shape(), conditions.shape()));
    }
    FiniteRows.flaw("latent", latents)
        .or(() -> FiniteRows.flaw("condition", conditions))
        .ifPresent(
            flaw -> {
              throw new IllegalArgumentException("paired set " + file + ": " + flaw);
            });
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      Sha256 sha256 = new Sha256();
      append(channel, sha256, header(size, latents, conditions));
      append(channel, sha256, latents.as(ElementType.FLOAT32).bytes());
      append(channel, sha256, conditions.as(ElementType.FLOAT32).bytes());
      for (String text : texts) {
        append(channel, sha256, prefixed(text));
      }
      fill(channel, ByteBuffer.wrap(sha256.bytes()));
      channel.force(true);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write paired set " + file, failure);
    }
    publish(part, file);
  }

  private static void publish(Path part, Path file) {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write paired set " + file, failure);
    }
  }

  private static ByteBuffer header(int size, Tensor latents, Tensor conditions) {
    int extents = latents.shape().size() + conditions.shape().size();
    ByteBuffer header = littleEndian(Long.BYTES + Integer.BYTES * (2 + extents));
    header.putLong(PairedSetFile.MAGIC).putInt(PairedSetFile.VERSION).putInt(size);
    for (Tensor block : List.of(latents, conditions)) {
      List<Integer> shape = block.shape().subList(1, block.shape().size());
      header.putInt(shape.size());
      shape.forEach(header::putInt);
    }
    return header.flip();
  }

  private static ByteBuffer prefixed(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return littleEndian(Integer.BYTES + utf8.length).putInt(utf8.length).put(utf8).flip();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void append(FileChannel channel, Sha256 sha256, ByteBuffer bytes)
      throws IOException {
    sha256.add(bytes);
    fill(channel, bytes);
  }

  private static void fill(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
