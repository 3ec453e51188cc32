package dev.aria.runtime.pairs.writing;

import dev.aria.core.file.WholeFile;
import dev.aria.runtime.pairs.PairLayout;
import dev.aria.runtime.pairs.PairShard;
import dev.aria.runtime.pairs.PairedSetManifest;
import dev.aria.runtime.pairs.PairedSetUnreadable;
import dev.aria.runtime.pairs.PairsJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How far the writing of a set has come: which shards are whole, and how many items and rejections
 * went before the journal of the next one.
 *
 * @param layout what one pair holds
 * @param recipe what makes latents and conditions; it stays in the manifest
 * @param sources what the items come from; it must not change before the end
 * @param carried pairs of these items that the journal begins with, too many for the last shard
 */
record WritingProgress(
    PairLayout layout,
    Map<String, String> recipe,
    Map<String, String> sources,
    List<PairShard> shards,
    long items,
    long rejected,
    long rejectedBytes,
    int carried) {
  /** Folder in the set's folder for what is needed until the set is finished. */
  static final String FOLDER = PairedSetManifest.UNFINISHED;

  private static final String FILE = "progress.json";

  WritingProgress {
    recipe = Map.copyOf(recipe);
    sources = Map.copyOf(sources);
    shards = List.copyOf(shards);
  }

  static boolean exists(Path folder) {
    return Files.exists(folder.resolve(FOLDER).resolve(FILE));
  }

  static WritingProgress read(Path folder) {
    try {
      return PairsJson.read(
          Files.readString(folder.resolve(FOLDER).resolve(FILE)), WritingProgress.class);
    } catch (IOException | IllegalArgumentException damage) {
      throw new PairedSetUnreadable(
          folder, "its progress cannot be read; delete the folder and begin again", damage);
    }
  }

  void write(Path folder) {
    WholeFile.replace(folder.resolve(FOLDER).resolve(FILE), PairsJson.write(this));
  }

  Path journal(Path folder) {
    return folder.resolve(FOLDER).resolve("journal-%05d".formatted(shards.size()));
  }

  /** This, one whole shard on. */
  WritingProgress with(PairShard shard, JournalIndex journal, long newRejectedBytes) {
    List<PairShard> more = new ArrayList<>(shards);
    more.add(shard);
    return new WritingProgress(
        layout,
        recipe,
        sources,
        more,
        items + journal.items(),
        rejected + journal.rejections(),
        newRejectedBytes,
        journal.rows() - shard.rows());
  }

  /**
   * @throws IllegalArgumentException naming each difference when {@code now} begins otherwise
   */
  void requireSame(Path folder, WritingProgress now) {
    Map<String, String> wanted = now.described();
    List<String> differences = new ArrayList<>();
    described()
        .forEach(
            (key, value) -> {
              if (!value.equals(wanted.get(key))) {
                differences.add(
                    "%s was %s, is %s".formatted(key, value, wanted.getOrDefault(key, "absent")));
              }
            });
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "paired set %s was begun otherwise: %s; run the command as it was begun, or write to another folder"
              .formatted(folder, String.join("; ", differences)));
    }
  }

  private Map<String, String> described() {
    Map<String, String> all = new TreeMap<>(recipe);
    all.putAll(sources);
    all.put("latents", layout.latentShape() + " " + layout.latentType());
    all.put("conditions", layout.conditionShape().toString());
    all.put("region vectors", layout.regionDimension() + " " + layout.regionType());
    all.put("rows a shard", Integer.toString(layout.rowsPerShard()));
    return all;
  }

  /** Deletes what is needed only until the set is finished. */
  static void delete(Path folder) {
    Path unfinished = folder.resolve(FOLDER);
    try (Stream<Path> files = Files.list(unfinished)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(unfinished);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot delete " + unfinished, failure);
    }
  }
}
