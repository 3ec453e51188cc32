package dev.aria.operations.corpus;

import dev.aria.core.record.PromptRecord;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.PromptsTopic;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.topic.Topic;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Writes raw prompts to a corpus, spread over its partitions. */
public final class CorpusLoading {
  private final Cluster cluster;
  private final Topic<PromptRecord> topic;

  /**
   * Loads into corpus {@code corpus}, whose topic keeps the partitions that it has, and is made
   * when it is missing.
   */
  public CorpusLoading(Cluster cluster, String corpus) {
    this.cluster = cluster;
    this.topic = PromptsTopic.open(cluster, corpus);
  }

  /** Prompts that the corpus holds already. */
  public long size() {
    List<Integer> partitions = IntStream.range(0, topic.partitions()).boxed().toList();
    try (TopicReader<PromptRecord> reader = cluster.reader(topic, partitions)) {
      return reader.endOffsets().values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * Appends {@code texts}; returns how many.
   *
   * @throws IllegalArgumentException when a text is blank or too long; nothing after it is written
   */
  public long append(Iterable<String> texts) {
    return appendAll(
        StreamSupport.stream(texts.spliterator(), false)
            .map(text -> new PromptRecord(text, Optional.empty())));
  }

  /** Appends {@code prompts}, one after another; returns how many. */
  public long appendAll(Stream<PromptRecord> prompts) {
    long written = 0;
    try (TopicWriter<PromptRecord> writer = cluster.writer(topic)) {
      for (PromptRecord prompt : (Iterable<PromptRecord>) prompts::iterator) {
        writer.send((int) (written % topic.partitions()), "", prompt);
        written++;
      }
      writer.flush();
    }
    return written;
  }
}
