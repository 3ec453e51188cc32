package dev.aria.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The right of one process to use a server's directory, given back by the system when the process
 * dies. Kafka's own lock comes too late: a second broker appends to the metadata log before it asks
 * for it, and Redis takes none.
 */
final class DirectoryLock implements AutoCloseable {
  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Makes {@code dir} where it is missing and takes it.
   *
   * @throws ServerNotStarted if another server has it, or it cannot be written
   */
  @SuppressWarnings("MustBeClosedChecker")
  static DirectoryLock take(Path dir) {
    try {
      Files.createDirectories(dir);
      FileChannel channel = FileChannel.open(dir.resolve("lock"), CREATE, READ, WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new ServerNotStarted(
            "directory %s is in use by another server; stop that one or choose another directory"
                .formatted(dir));
      }
      return new DirectoryLock(channel);
    } catch (IOException e) {
      throw new ServerNotStarted(
          "directory %s cannot be used: %s; make it writable or choose another"
              .formatted(dir, e.getMessage()),
          e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
