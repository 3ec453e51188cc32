package dev.aria.core.record;

import dev.aria.core.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The coarse regions of a corpus's condition space.
 *
 * @param corpus name of the corpus
 * @param digest SHA-256 over encoder, centroids and names; reports under another are refused
 * @param encoderDigest encoder whose conditions were partitioned
 * @param centroids (R, D) float32: centres of the clusters, or the mean condition of each region's
 *     prompts when these bring their region along
 * @param names one label a region, by index; what a prompt's region field is matched against
 * @param shares base share of each region in the corpus, sums to 1
 * @param groups parent cluster of each region, by index
 */
public record RegionMapRecord(
    String corpus,
    String digest,
    String encoderDigest,
    Tensor centroids,
    List<String> names,
    List<Double> shares,
    List<Integer> groups) {
  public RegionMapRecord {
    Checks.filled("corpus", corpus);
    Checks.filled("region map digest", digest);
    names = List.copyOf(names);
    shares = List.copyOf(shares);
    groups = List.copyOf(groups);
    int regions = centroids.shape().get(0);
    Checks.atLeast("number of regions", regions, 1);
    if (names.size() != regions || shares.size() != regions || groups.size() != regions) {
      throw new IllegalArgumentException(
          "region map of %d centroids has %d names, %d shares and %d groups"
              .formatted(regions, names.size(), shares.size(), groups.size()));
    }
  }

  /** Name of a region that was found by clustering: its number, and a prompt that stands for it. */
  public static String clusterName(int region, String example) {
    return "%03d %s".formatted(region, example);
  }

  /** Whether the regions were found by clustering, and not brought along by the prompts. */
  public boolean isClustered() {
    return IntStream.range(0, regions()).allMatch(r -> names.get(r).startsWith(clusterName(r, "")));
  }

  /** Number of regions R. */
  public int regions() {
    return names.size();
  }
}
