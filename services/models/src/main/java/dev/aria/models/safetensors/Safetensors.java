package dev.aria.models.safetensors;

import dev.aria.core.file.DurableFile;
import dev.aria.core.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads and writes safetensors files: 8 bytes little-endian header length, JSON header, tensor
 * bytes. Elements F32 and F16. Same content, same bytes.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">the format</a>
 */
public final class Safetensors {
  private static final long LARGEST_HEADER = 16 << 20; // ours; the format allows 100 MB

  private Safetensors() {}

  /** Replaces {@code path} durably with {@code content}. */
  public static void write(Path path, NamedTensors content) throws IOException {
    SafetensorsHeader header = SafetensorsHeader.of(content);
    byte[] json = header.toJson();
    DurableFile.write(
        path,
        out -> {
          WritableByteChannel channel = Channels.newChannel(out);
          channel.write(littleEndian(Long.BYTES).putLong(json.length).flip());
          channel.write(ByteBuffer.wrap(json));
          for (TensorEntry entry : header.entries()) {
            channel.write(content.get(entry.name()).bytes()); // a stream takes it all
          }
        });
  }

  /**
   * Reads all of {@code path}.
   *
   * @throws SafetensorsUnreadable when it is missing, cut short, or its header lies
   */
  public static NamedTensors read(Path path) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return read(channel);
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      throw new SafetensorsUnreadable(
          "cannot read %s as safetensors: %s".formatted(path, e.getMessage()), e);
    }
  }

  private static NamedTensors read(FileChannel channel) throws IOException {
    long length = readFully(channel, Long.BYTES).getLong();
    if (length < 2 || length > Math.min(LARGEST_HEADER, channel.size() - Long.BYTES)) {
      throw new IllegalArgumentException(
          "header of %d bytes in a file of %d".formatted(length, channel.size()));
    }
    SafetensorsHeader header =
        SafetensorsHeader.parse(readFully(channel, Math.toIntExact(length)).array());
    long end = header.entries().stream().mapToLong(TensorEntry::to).max().orElse(0);
    if (Long.BYTES + length + end != channel.size()) {
      throw new IllegalArgumentException(
          "header describes %d bytes of tensors, file has %d"
              .formatted(end, channel.size() - Long.BYTES - length));
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (TensorEntry entry : header.entries()) {
      ByteBuffer bytes = readFully(channel, (int) (entry.to() - entry.from()));
      tensors.put(entry.name(), new Tensor(entry.shape(), entry.type(), bytes));
    }
    return new NamedTensors(tensors, header.metadata());
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer readFully(FileChannel channel, int count) throws IOException {
    if (count > channel.size() - channel.position()) {
      throw new IllegalArgumentException("file ends after %d bytes".formatted(channel.size()));
    }
    ByteBuffer bytes = littleEndian(count);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // a file may be read in pieces
    }
    return bytes.flip();
  }
}
