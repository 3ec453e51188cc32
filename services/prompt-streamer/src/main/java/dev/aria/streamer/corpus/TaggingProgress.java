package dev.aria.streamer.corpus;

import dev.aria.core.record.PromptRecord;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.NewestRecord;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.topic.KafkaIds;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a corpus is tagged under one map. The group of taggers commits it, and the pages hold it
 * as well, since Kafka forgets the offsets of a group that has had no members for a while. One
 * transaction writes both.
 */
public final class TaggingProgress {
  private static final Logger LOG = LoggerFactory.getLogger(TaggingProgress.class);

  private final Cluster cluster;
  private final Topic<PromptRecord> prompts;
  private final Topic<TaggedPrompts> pages;
  private final String group;
  private final Map<Integer, Long> fromPages = new HashMap<>();
  private boolean pagesWithoutPlaces;

  /**
   * @throws RunRefused when there are pages, and neither they nor the group know how far they reach
   */
  TaggingProgress(
      Cluster cluster, Topic<PromptRecord> prompts, String corpus, RegionMapRecord map) {
    this.cluster = cluster;
    this.prompts = prompts;
    this.pages = Topics.taggedPrompts(corpus, map.digest());
    this.group = group(corpus, map.digest());
    if (cluster.consumed(prompts, group).isEmpty()) { // all of a group is forgotten together
      Set<Integer> forgotten = new TreeSet<>(FilledPartitions.ends(cluster, prompts).keySet());
      readPages(forgotten);
      refuseUnknown(forgotten);
    }
  }

  /**
   * From the newest back to one that tells of all {@code partitions}; if none does, all of them.
   */
  private void readPages(Set<Integer> partitions) {
    Set<Integer> filled = FilledPartitions.ends(cluster, pages).keySet();
    for (int partition : filled) {
      try (TopicReader<TaggedPrompts> reader = cluster.preview(pages, List.of(partition))) {
        NewestRecord.find(reader, page -> note(page, partitions));
      }
    }
    if (!filled.isEmpty()) {
      LOG.warn(
          "group {} does not know how far partitions {} of {} are tagged; by the pages in {} it is"
              + " up to {}",
          group,
          partitions,
          prompts.name(),
          pages.name(),
          fromPages);
    }
  }

  private boolean note(TaggedPrompts page, Set<Integer> partitions) {
    pagesWithoutPlaces |= page.consumed().isEmpty();
    page.consumed().forEach((partition, next) -> fromPages.merge(partition, next, Math::max));
    return page.consumed().keySet().containsAll(partitions);
  }

  /** Pages without places may hold prompts of any partition that no other page names. */
  private void refuseUnknown(Set<Integer> forgotten) {
    Set<Integer> unknown = new TreeSet<>(forgotten);
    unknown.removeAll(fromPages.keySet());
    if (pagesWithoutPlaces && !unknown.isEmpty()) {
      throw new RunRefused(
          "how far partitions %s of %s are tagged is not known: Kafka has forgotten it of group %s (offsets.retention.minutes), and the pages in %s are of a version that did not write it; to go on could tag every prompt a second time; if all are tagged, say so with kafka-consumer-groups --group %s --topic %s --reset-offsets --to-latest --execute, else load the corpus again under another name (aria.run.corpus)"
              .formatted(unknown, prompts.name(), group, pages.name(), group, prompts.name()));
    }
  }

  /** Name of the consumer group that tags {@code corpus} under one map. */
  public static String group(String corpus, String regionMapDigest) {
    return KafkaIds.taggers(corpus, regionMapDigest);
  }

  /** Next offset of each raw partition of which any is tagged. */
  public Map<Integer, Long> places() {
    Map<Integer, Long> places = new HashMap<>(fromPages);
    places.putAll(cluster.consumed(prompts, group));
    return places;
  }
}
