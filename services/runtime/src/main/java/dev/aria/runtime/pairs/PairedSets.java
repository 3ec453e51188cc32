package dev.aria.runtime.pairs;

import java.nio.file.Files;
import java.nio.file.Path;

/** Opens paired sets of either form: one file, or a folder of shards. */
public final class PairedSets {
  private PairedSets() {}

  /**
   * Opens the paired set {@code path}. A file is read and checked whole; of a folder the manifest
   * is read, and the shards' sizes are checked.
   *
   * @throws PairedSetUnreadable when it is missing, no paired set, unfinished or damaged
   */
  public static PairedSet open(Path path) {
    return Files.isDirectory(path) ? ShardedPairs.open(path) : PairedSetFile.open(path);
  }
}
