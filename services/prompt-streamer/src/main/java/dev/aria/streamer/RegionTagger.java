package dev.aria.streamer;

import dev.aria.core.record.PromptRecord;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.region.NearestCentroid;
import dev.aria.core.region.RegionFields;
import java.util.function.ToIntFunction;

/** Says which region of a map a prompt belongs to. Thread-safe. */
final class RegionTagger {
  private final NearestCentroid nearest;
  private final RegionFields fields;
  private final boolean byField;

  RegionTagger(RegionMapRecord map, boolean byField) {
    this.nearest = new NearestCentroid(map.centroids(), RegionMapMaker.METRIC);
    this.fields = new RegionFields(map.names());
    this.byField = byField;
  }

  /**
   * Region of {@code prompt}.
   *
   * @throws IllegalArgumentException when the prompt should name a region of the map and does not
   */
  int region(PromptRecord prompt, float[] condition) {
    return byField ? named(prompt) : nearest.assign(condition);
  }

  private int named(PromptRecord prompt) {
    String label =
        prompt
            .region()
            .orElseThrow(
                () -> new IllegalArgumentException("prompt names no region, though the map's are"));
    return fields
        .assign(label)
        .orElseThrow(
            () -> new IllegalArgumentException("region '%s' is not in the map".formatted(label)));
  }

  /** Region of a condition by its nearest centroid, as the pairs are assigned. */
  ToIntFunction<float[]> nearest() {
    return nearest::assign;
  }
}
