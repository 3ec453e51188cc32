package dev.aria.embedded;

import dev.aria.core.file.FolderLock;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The folder of one server. Kafka's own lock comes too late: a second broker appends to the
 * metadata log before it asks for it, and Redis takes none.
 */
final class ServerFolder {
  private ServerFolder() {}

  /**
   * Makes {@code dir} where it is missing and takes it.
   *
   * @throws ServerNotStarted if another server has it, or it cannot be written
   */
  static FolderLock lock(Path dir) {
    try {
      return FolderLock.take(dir)
          .orElseThrow(
              () ->
                  new ServerNotStarted(
                      "directory %s is in use by another server; stop that one or choose another directory"
                          .formatted(dir)));
    } catch (IOException e) {
      throw new ServerNotStarted(
          "directory %s cannot be used: %s; make it writable or choose another"
              .formatted(dir, e.getMessage()),
          e);
    }
  }
}
