package dev.aria.allocator;

import dev.aria.core.allocation.RegionVector;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.region.Metric;
import dev.aria.core.region.NearestCentroid;
import dev.aria.core.region.RegionCounts;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.Received;
import dev.aria.runtime.kafka.TopicReader;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Waits for the region map of the run, the first of its corpus that fits the settings. */
final class RunMap implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final RunSettings run;
  private final TopicReader<RegionMapRecord> reader;

  RunMap(Cluster cluster, RunSettings run) {
    this.run = run;
    Topic<RegionMapRecord> topic = Topics.regionMaps(run.corpus());
    cluster.ensure(List.of(topic));
    this.reader = cluster.reader(topic, List.of(0));
  }

  /** The map, if it is there; waits a moment for it. */
  Optional<RegionMapRecord> poll() {
    return reader.poll(POLL).stream().map(Received::value).filter(this::fits).findFirst();
  }

  private boolean fits(RegionMapRecord map) {
    boolean clustered = run.regions().source().equals("kmeans");
    return map.corpus().equals(run.corpus())
        && (!clustered || map.regions() == run.regions().count());
  }

  /** pi': share of each region among the pairs, by the nearest centroid of their conditions. */
  static RegionVector pairShares(RegionMapRecord map, PairedSet pairs) {
    NearestCentroid nearest = new NearestCentroid(map.centroids(), Metric.EUCLIDEAN);
    float[] condition = new float[map.centroids().rowSize()];
    int[] assigned = new int[pairs.size()];
    for (int pair = 0; pair < assigned.length; pair++) {
      pairs.condition(pair, condition, 0);
      assigned[pair] = nearest.assign(condition);
    }
    return RegionVector.of(RegionCounts.of(assigned, map.regions()).shares());
  }

  @Override
  public void close() {
    reader.close();
  }
}
