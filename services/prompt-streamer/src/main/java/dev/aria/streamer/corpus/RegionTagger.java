package dev.aria.streamer.corpus;

import dev.aria.core.record.PromptRecord;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.region.Metric;
import dev.aria.core.region.NearestCentroid;
import dev.aria.core.region.RegionFields;
import dev.aria.core.region.RegionSource;
import dev.aria.runtime.settings.RunSettings;
import java.util.function.ToIntFunction;

/** Assigns prompts and conditions to the regions of a map. Thread-safe. */
public final class RegionTagger {
  /** Distance between a condition and the centroids, in the map and wherever it is applied. */
  public static final Metric METRIC = Metric.EUCLIDEAN;

  private final NearestCentroid nearest;
  private final RegionFields fields;
  private final boolean byField;

  /** Regions of {@code map}, which is that of {@code run}. */
  public RegionTagger(RunSettings run, RegionMapRecord map) {
    this.nearest = new NearestCentroid(map.centroids(), METRIC);
    this.fields = new RegionFields(map.names());
    this.byField = byField(run);
  }

  /** Whether each prompt names its own region, instead of being assigned to the nearest one. */
  public static boolean byField(RunSettings run) {
    return run.regions().source() == RegionSource.FIELD;
  }

  /**
   * Region of {@code prompt}.
   *
   * @throws IllegalArgumentException when the prompt should name a region of the map and does not
   */
  public int region(PromptRecord prompt, float[] condition) {
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
  public ToIntFunction<float[]> nearest() {
    return nearest::assign;
  }
}
