package dev.aria.runtime.pairs.writing;

import dev.aria.core.file.FolderLock;
import dev.aria.core.file.WholeFile;
import dev.aria.runtime.pairs.PairLayout;
import dev.aria.runtime.pairs.PairShard;
import dev.aria.runtime.pairs.PairedSetManifest;
import dev.aria.runtime.pairs.PairedSetUnreadable;
import dev.aria.runtime.pairs.PairsJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes a sharded paired set, and goes on where an earlier process stopped. The same batches give
 * the same bytes, however often the writing was cut short between them. Not thread-safe.
 */
public final class PairedSetWriter implements AutoCloseable {
  private final Path folder;
  private final FolderLock lock;
  private final RejectedItems rejectedItems;
  private WritingProgress progress;
  private PairJournal journal;

  private PairedSetWriter(Path folder, FolderLock lock, WritingProgress progress) {
    this.folder = folder;
    this.lock = lock;
    this.progress = progress;
    this.rejectedItems = new RejectedItems(folder);
    this.journal = PairJournal.open(progress.journal(folder), progress.layout());
    if (journal.index().rows() < progress.carried()) {
      throw new PairedSetUnreadable(
          folder, "its journal is damaged; delete the folder and begin again", null);
    }
  }

  /**
   * Begins a set in {@code folder}, which must be empty or absent, or goes on with the one there.
   *
   * @param recipe what makes latents and conditions; it stays in the manifest
   * @param sources what the items come from; kept until the set is finished
   * @throws IllegalArgumentException when the set was begun otherwise, or the folder holds
   *     something else
   * @throws IllegalStateException when another process writes the set
   */
  public static PairedSetWriter open(
      Path folder, PairLayout layout, Map<String, String> recipe, Map<String, String> sources) {
    WritingProgress fresh = new WritingProgress(layout, recipe, sources, List.of(), 0, 0, 0, 0);
    try {
      if (!WritingProgress.exists(folder)) {
        requireEmpty(folder);
      }
      FolderLock lock =
          FolderLock.take(folder.resolve(WritingProgress.FOLDER))
              .orElseThrow(() -> new IllegalStateException("another process writes to " + folder));
      try {
        return begun(folder, lock, fresh);
      } catch (RuntimeException refused) {
        lock.close();
        throw refused;
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write to " + folder, failure);
    }
  }

  private static PairedSetWriter begun(Path folder, FolderLock lock, WritingProgress fresh) {
    if (!WritingProgress.exists(folder)) {
      fresh.write(folder);
    }
    WritingProgress progress = WritingProgress.read(folder);
    progress.requireSame(folder, fresh);
    return new PairedSetWriter(folder, lock, progress);
  }

  private static void requireEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.anyMatch(file -> !file.endsWith(WritingProgress.FOLDER))) {
        throw new IllegalArgumentException(
            Files.exists(folder.resolve(PairedSetManifest.FILE))
                ? "%s holds a finished paired set; write to another folder".formatted(folder)
                : "%s is not empty and holds no paired set; write to another folder"
                    .formatted(folder));
      }
    }
  }

  /** Items of the sources that are done: a reader goes on after them. */
  public long items() {
    return progress.items() + journal.index().items();
  }

  /** Pairs written so far. */
  public long pairs() {
    return (long) progress.shards().size() * progress.layout().rowsPerShard()
        + journal.index().rows();
  }

  /** Lines of {@code rejected.tsv} so far. */
  public long rejected() {
    return progress.rejected() + journal.index().rejections();
  }

  /**
   * Appends what came of the next items.
   *
   * @throws IllegalArgumentException naming the item when a value is not finite or does not fit
   */
  public void append(PairBatch batch) {
    journal.append(JournalRecord.of(batch, progress.layout()));
    while (journal.index().rows() >= progress.layout().rowsPerShard()) {
      closeShard(progress.layout().rowsPerShard());
    }
  }

  private void closeShard(int rows) {
    JournalIndex index = journal.index();
    ByteBuffer bytes = journal.bytes();
    PairShard shard =
        new ShardAssembly(index, bytes, progress.layout(), progress.shards().size(), rows)
            .write(folder);
    long rejectedBytes = rejectedItems.append(progress.rejectedBytes(), index, bytes);
    WritingProgress next = progress.with(shard, index, rejectedBytes);
    Path old = progress.journal(folder);
    journal.close();
    journal = nextJournal(next, JournalRecord.of(index, bytes, rows, progress.layout()));
    next.write(folder);
    progress = next;
    delete(old);
  }

  /** The journal of the next shard, with the rows that were too many for the last one. */
  private PairJournal nextJournal(WritingProgress next, ByteBuffer leftOver) {
    Path file = next.journal(folder);
    delete(file); // from a process that died just here
    PairJournal begun = PairJournal.open(file, next.layout());
    begun.append(leftOver);
    begun.bytes();
    return begun;
  }

  /**
   * Writes the last shard and the manifest.
   *
   * @return the manifest
   * @throws IllegalStateException when no item gave a pair
   */
  public PairedSetManifest finish() {
    if (journal.index().rows() > 0) {
      closeShard(journal.index().rows());
    }
    rejectedItems.append(progress.rejectedBytes(), journal.index(), journal.bytes());
    if (progress.shards().isEmpty()) {
      throw new IllegalStateException(
          "none of %d items gave a pair; %s says why"
              .formatted(items(), folder.resolve(RejectedItems.FILE)));
    }
    PairedSetManifest manifest = manifest();
    WholeFile.replace(folder.resolve(PairedSetManifest.FILE), PairsJson.write(manifest));
    delete(progress.journal(folder));
    WritingProgress.delete(folder);
    return manifest;
  }

  private PairedSetManifest manifest() {
    return PairedSetManifest.of(
        progress.layout(), items(), rejected(), progress.recipe(), progress.shards());
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot delete " + file, failure);
    }
  }

  /** Stops writing; what was appended stays, and the set can be gone on with. */
  @Override
  public void close() {
    journal.close();
    lock.close();
  }
}
