package dev.aria.runtime.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is written from its beginning by whoever opens it, and stays as it is where it
 * already holds what is written: several writers of the same bytes do not disturb each other, nor a
 * reader. For one thread.
 */
final class EventFile implements AutoCloseable {
  private final FileChannel channel;
  private final boolean grows;
  private long position;

  private EventFile(FileChannel channel, boolean grows) {
    this.channel = channel;
    this.grows = grows;
  }

  /**
   * Opens {@code file}.
   *
   * @param grows whether what is missing at its end is written
   */
  static EventFile open(Path file, boolean grows) throws IOException {
    return new EventFile(
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        grows);
  }

  /**
   * Sees to it that {@code bytes} come next.
   *
   * @return false when others stand there already, or nothing does and the file does not grow; it
   *     is then left as it is
   */
  boolean put(ByteBuffer bytes) throws IOException {
    ByteBuffer there = there(bytes.remaining());
    boolean whole = there.remaining() == bytes.remaining();
    if (there.mismatch(bytes.slice(0, there.remaining())) >= 0 || !(whole || grows)) {
      return false;
    }
    bytes.position(there.remaining());
    position += there.remaining();
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
    return true;
  }

  /** Up to {@code most} bytes that come next. */
  private ByteBuffer there(int most) throws IOException {
    ByteBuffer read = ByteBuffer.allocate(most);
    while (read.hasRemaining() && channel.read(read, position + read.position()) >= 0) {
      // reads on
    }
    return read.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
