package dev.aria.console.region;

import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.core.tensor.Tensor;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Typical prompts of a region: of the first page of its prompts in the tagged corpus, those nearest
 * to its centroid. Thread-safe.
 */
public final class TypicalPrompts {
  private static final int MOST = 12;
  private static final int PAGES_LOOKED_AT = 2_000;
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final Cluster cluster;
  private final RegionMapRecord map;
  private final Map<Integer, TaggedPrompts> pages = new ConcurrentHashMap<>();
  private boolean looked;

  public TypicalPrompts(Cluster cluster, RegionMapRecord map) {
    this.cluster = cluster;
    this.map = map;
  }

  /** Prompts of {@code region}, the most typical first; none where none is found. */
  public List<String> of(int region) {
    return page(region).map(page -> nearest(region, page)).orElse(List.of());
  }

  private Optional<TaggedPrompts> page(int region) {
    synchronized (this) {
      if (!looked) {
        look();
      }
    }
    return Optional.ofNullable(pages.get(region));
  }

  /** Reads pages until each region has one; a look that found too few is made again. */
  private void look() {
    Topic<TaggedPrompts> topic = Topics.taggedPrompts(map.corpus(), map.digest());
    Optional<Integer> partitions = cluster.partitions(topic);
    if (partitions.isEmpty()) {
      return;
    }
    List<Integer> all = IntStream.range(0, partitions.get()).boxed().toList();
    try (TopicReader<TaggedPrompts> reader = cluster.preview(topic, all)) {
      Map<Integer, Long> ends = reader.endOffsets();
      int read = 0;
      while (pages.size() < map.regions() && read < PAGES_LOOKED_AT && !reader.hasReached(ends)) {
        for (Received<TaggedPrompts> page : reader.poll(PATIENCE)) {
          pages.putIfAbsent(page.value().region(), page.value());
          read++;
        }
      }
      looked = pages.size() == map.regions() || read >= PAGES_LOOKED_AT;
    }
  }

  private List<String> nearest(int region, TaggedPrompts page) {
    Tensor conditions = page.conditions();
    float[] centre = map.centroids().row(region);
    Stream<Integer> prompts = IntStream.range(0, page.texts().size()).boxed();
    if (conditions.rowSize() == centre.length) { // else regions are told by another vector
      prompts =
          prompts.sorted(
              Comparator.comparingDouble(i -> Distance.square(conditions.row(i), centre)));
    }
    return prompts.limit(MOST).map(page.texts()::get).toList();
  }
}
