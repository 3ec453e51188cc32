package dev.aria.streamer.corpus;

import dev.aria.core.record.PromptRecord;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.PromptsTopic;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The raw prompts of a run's corpus. */
public final class RawCorpus {
  private final Cluster cluster;
  private final RunSettings run;
  private final Topic<PromptRecord> topic;

  private RawCorpus(Cluster cluster, RunSettings run, Topic<PromptRecord> topic) {
    this.cluster = cluster;
    this.run = run;
    this.topic = topic;
  }

  /** The topic with as many partitions as its owner gave it; made when there is none. */
  public static RawCorpus open(StreamerContext context) {
    Cluster cluster = context.cluster();
    RunSettings run = context.run();
    return new RawCorpus(cluster, run, PromptsTopic.open(cluster, run.corpus()));
  }

  /** The topic that holds the prompts. */
  public Topic<PromptRecord> topic() {
    return topic;
  }

  /**
   * A look at every partition, from the oldest prompt that is kept. A record that is no prompt is
   * passed over, since tagging reads it again and refuses it. The caller closes the reader.
   */
  public TopicReader<PromptRecord> preview() {
    List<Integer> all = IntStream.range(0, topic.partitions()).boxed().toList();
    TopicReader<PromptRecord> reader = cluster.preview(topic, all);
    reader.beginningOffsets().forEach(reader::seek); // what the topic's owner deleted is not missed
    return reader;
  }

  /** Where each partition that holds a prompt ends now. */
  public Map<Integer, Long> ends() {
    return FilledPartitions.ends(cluster, topic);
  }

  /**
   * How far the prompts are tagged under {@code map}.
   *
   * @throws dev.aria.runtime.settings.RunRefused when that cannot be known any more
   */
  public TaggingProgress progress(RegionMapRecord map) {
    return new TaggingProgress(cluster, topic, run.corpus(), map);
  }
}
