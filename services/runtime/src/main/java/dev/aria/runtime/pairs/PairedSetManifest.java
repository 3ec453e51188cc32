package dev.aria.runtime.pairs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The manifest of a sharded paired set, {@code manifest.json} in its folder. Its SHA-256 is the
 * set's digest.
 *
 * @param format always {@code aria-pairs}
 * @param version of the format
 * @param layout what one pair holds
 * @param pairs number of pairs
 * @param captions number of captions
 * @param items items of the sources, those refused among them
 * @param rejected lines of {@code rejected.tsv}
 * @param recipe what made latents and conditions: digests of codec and encoders, rule of cropping
 * @param shards in order
 */
public record PairedSetManifest(
    String format,
    int version,
    PairLayout layout,
    int pairs,
    long captions,
    long items,
    long rejected,
    Map<String, String> recipe,
    List<PairShard> shards) {
  /** Name of the manifest in the set's folder. */
  public static final String FILE = "manifest.json";

  /** Folder in the set's folder while it is written. */
  public static final String UNFINISHED = "unfinished";

  /** List of what gave no pair, in the set's folder: item and reason. */
  public static final String REJECTED = "rejected.tsv";

  private static final String FORMAT = "aria-pairs";
  static final int VERSION = 2;

  public PairedSetManifest {
    recipe = Map.copyOf(recipe);
    shards = List.copyOf(shards);
    if (!format.equals(FORMAT) || version != VERSION) {
      throw new IllegalArgumentException(
          "it has format %s %d, this reads %s %d".formatted(format, version, FORMAT, VERSION));
    }
    if (pairs < 1 || shards.stream().mapToLong(PairShard::rows).sum() != pairs) {
      throw new IllegalArgumentException("its shards do not add up to %d pairs".formatted(pairs));
    }
    for (int i = 0; i < shards.size(); i++) {
      boolean last = i == shards.size() - 1;
      int rows = shards.get(i).rows();
      if (!shards.get(i).file().equals(PairShard.name(i))
          || (last ? rows > layout.rowsPerShard() : rows != layout.rowsPerShard())) {
        throw new IllegalArgumentException("shard %d is not what it must be".formatted(i));
      }
    }
  }

  /** The manifest of a set of {@code shards}. */
  public static PairedSetManifest of(
      PairLayout layout,
      long items,
      long rejected,
      Map<String, String> recipe,
      List<PairShard> shards) {
    long pairs = shards.stream().mapToLong(PairShard::rows).sum();
    long captions = shards.stream().mapToLong(PairShard::captions).sum();
    return new PairedSetManifest(
        FORMAT, VERSION, layout, Math.toIntExact(pairs), captions, items, rejected, recipe, shards);
  }

  /**
   * Reads the manifest of the set in {@code folder}.
   *
   * @throws PairedSetUnreadable when it is missing or damaged; says so when the set is unfinished
   */
  public static PairedSetManifest read(Path folder) {
    return parse(folder, text(folder));
  }

  static PairedSetManifest parse(Path folder, String text) {
    try {
      return PairsJson.read(text, PairedSetManifest.class);
    } catch (IllegalArgumentException damage) {
      throw new PairedSetUnreadable(
          folder, FILE + " is damaged: " + damage.getMessage() + "; make the set again", damage);
    }
  }

  static String text(Path folder) {
    try {
      return Files.readString(folder.resolve(FILE));
    } catch (NoSuchFileException missing) {
      throw new PairedSetUnreadable(
          folder,
          Files.isDirectory(folder.resolve(UNFINISHED))
              ? "it is not finished; run `aria data pairs` again with the same arguments"
              : "the folder has no " + FILE + ", so it is no paired set",
          missing);
    } catch (IOException failure) {
      throw new PairedSetUnreadable(folder, failure.toString(), failure);
    }
  }
}
