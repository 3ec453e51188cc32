package dev.aria.core.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A text file that a reader finds as it was or as it is to be, never in between. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Puts {@code text} in UTF-8 in the place of what was in {@code file}, all or nothing; on the
   * disk when this returns. Makes the folder where it is missing.
   *
   * @throws UncheckedIOException naming the file when it cannot be written
   */
  public static void replace(Path file, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      DurableFile.write(file, out -> out.write(utf8));
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "cannot write %s: %s".formatted(file, failure.getMessage()), failure);
    }
  }

  /**
   * Adds {@code text} in UTF-8 at the end of {@code file}; on the disk when this returns.
   *
   * @throws IOException when it cannot be written; a part of it may be there then
   */
  public static void append(Path file, String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
