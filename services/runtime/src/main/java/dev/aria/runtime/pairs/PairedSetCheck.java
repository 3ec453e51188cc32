package dev.aria.runtime.pairs;

import dev.aria.core.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads all bytes of a paired set and holds them against their digests. */
public final class PairedSetCheck {
  private PairedSetCheck() {}

  /**
   * Checks the set at {@code path}, of either form.
   *
   * @param done is told the bytes of each shard as it is done
   * @param flaw is told one line for each damaged shard
   * @throws PairedSetUnreadable when the manifest is missing or damaged, or a single file is
   */
  public static void of(Path path, Consumer<Long> done, Consumer<String> flaw) {
    if (!Files.isDirectory(path)) {
      PairedSetFile.open(path).close();
      return;
    }
    for (PairShard shard : PairedSetManifest.read(path).shards()) {
      String found = digest(path.resolve(shard.file()));
      if (!found.equals(shard.sha256())) {
        flaw.accept(
            "%s: SHA-256 is %s, the manifest says %s; copy that file again, or make the set again"
                .formatted(shard.file(), found, shard.sha256()));
      }
      done.accept(shard.bytes());
    }
  }

  private static String digest(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException failure) {
      return "not to be had (" + failure + ")";
    }
  }
}
