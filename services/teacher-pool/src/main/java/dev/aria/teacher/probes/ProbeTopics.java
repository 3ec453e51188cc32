package dev.aria.teacher.probes;

import dev.aria.core.record.ProbeSet;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The probes in Kafka. */
final class ProbeTopics implements ProbeLog {
  private final Cluster cluster;
  private final RunSettings run;

  ProbeTopics(Cluster cluster, RunSettings run) {
    this.cluster = cluster;
    this.run = run;
  }

  @Override
  public Set<Integer> built(String regionMapDigest, String teacherDigest) {
    Set<Integer> regions = new HashSet<>();
    readWhile(
        Topics.probes(run),
        received -> {
          ProbeSet set = received.value();
          boolean ours =
              set.lineage() == run.lineage()
                  && set.regionMapDigest().equals(regionMapDigest)
                  && set.teacherDigest().equals(teacherDigest);
          if (ours) {
            regions.add(set.region());
          }
          return true;
        });
    return regions;
  }

  @Override
  public Map<Integer, List<ProbePrompt>> firstPrompts(
      String regionMapDigest, int perRegion, Predicate<ProbePrompt> wanted) {
    int regions = regions(regionMapDigest);
    Map<Integer, List<ProbePrompt>> found = new TreeMap<>();
    Set<Integer> full = new HashSet<>();
    readWhile(
        Topics.taggedPrompts(run.corpus(), regionMapDigest),
        received -> {
          TaggedPrompts page = received.value();
          List<ProbePrompt> rows = found.computeIfAbsent(page.region(), key -> new ArrayList<>());
          ProbePrompt.of(page).filter(wanted).limit(perRegion - rows.size()).forEach(rows::add);
          if (rows.size() == perRegion) {
            full.add(page.region());
          }
          return full.size() < regions;
        });
    return found;
  }

  private int regions(String regionMapDigest) {
    List<Integer> counts = new ArrayList<>();
    readWhile(
        Topics.regionMaps(run.corpus()),
        received -> {
          if (received.value().digest().equals(regionMapDigest)) {
            counts.add(received.value().names().size());
          }
          return true;
        });
    return counts.stream().findFirst().orElse(Integer.MAX_VALUE);
  }

  /** Reads the records that {@code topic} holds now, until {@code more} is false. */
  private <T> void readWhile(Topic<T> topic, Predicate<Received<T>> more) {
    List<Integer> partitions = IntStream.range(0, topic.partitions()).boxed().toList();
    try (TopicReader<T> reader = cluster.reader(topic, partitions)) {
      reader.readWhile(more);
    }
  }

  @Override
  public void publish(ProbeSet set) {
    try (TopicWriter<ProbeSet> writer = cluster.writer(Topics.probes(run))) {
      writer.send(0, Integer.toString(set.region()), set).toCompletableFuture().join();
    }
  }
}
