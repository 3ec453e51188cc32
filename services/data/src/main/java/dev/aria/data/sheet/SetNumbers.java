package dev.aria.data.sheet;

import dev.aria.runtime.pairs.PairShard;
import dev.aria.runtime.pairs.PairedSetManifest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a sharded paired set holds, in numbers.
 *
 * @param latentMean mean over all elements of all latents
 * @param latentDeviation standard deviation over the same
 * @param rejected lines of {@code rejected.tsv} by what is wrong
 */
public record SetNumbers(double latentMean, double latentDeviation, Map<String, Long> rejected) {
  public SetNumbers {
    rejected = Map.copyOf(rejected);
  }

  /** Numbers of the set in {@code folder}, whose manifest is {@code manifest}. */
  public static SetNumbers of(Path folder, PairedSetManifest manifest) {
    double mean = 0;
    double square = 0;
    for (PairShard shard : manifest.shards()) {
      double share = (double) shard.rows() / manifest.pairs();
      mean += share * shard.latentMean();
      square +=
          share
              * (shard.latentMean() * shard.latentMean()
                  + shard.latentDeviation() * shard.latentDeviation());
    }
    return new SetNumbers(
        mean,
        Math.sqrt(Math.max(0, square - mean * mean)),
        rejected(folder.resolve(PairedSetManifest.REJECTED)));
  }

  /** Counts by what stands before the colon of the reason. */
  private static Map<String, Long> rejected(Path file) {
    Map<String, Long> counts = new TreeMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String reason = line.substring(line.indexOf('\t') + 1);
        counts.merge(reason.replaceFirst(":.*", ""), 1L, Long::sum);
      }
      return counts;
    } catch (NoSuchFileException none) {
      return counts;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + file, failure);
    }
  }
}
