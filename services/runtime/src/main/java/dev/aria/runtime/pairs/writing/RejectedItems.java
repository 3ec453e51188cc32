package dev.aria.runtime.pairs.writing;

import dev.aria.runtime.pairs.PairedSetManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The list of a set's rejected items, {@code rejected.tsv}: item and reason. */
final class RejectedItems {
  static final String FILE = PairedSetManifest.REJECTED;

  private final Path file;

  RejectedItems(Path folder) {
    this.file = folder.resolve(FILE);
  }

  /**
   * Puts the rejections of {@code index} after the first {@code from} bytes, in place of what a
   * dead process may have left there.
   *
   * @return bytes of the list
   */
  long append(long from, JournalIndex index, ByteBuffer journal) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.truncate(from).position(from);
      for (int i = 0; i < index.rejections(); i++) {
        ByteBuffer line =
            ByteBuffer.wrap(index.rejection(journal, i).getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
          channel.write(line);
        }
      }
      channel.force(true);
      return channel.position();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file, failure);
    }
  }
}
