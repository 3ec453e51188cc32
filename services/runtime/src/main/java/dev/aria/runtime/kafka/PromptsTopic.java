package dev.aria.runtime.kafka;

import dev.aria.core.record.PromptRecord;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.util.List;
import java.util.Optional;

/** The topic of a corpus' raw prompts, which belongs to whoever writes the corpus. */
public final class PromptsTopic {
  private PromptsTopic() {}

  /** The topic with as many partitions as its owner gave it; made when there is none. */
  public static Topic<PromptRecord> open(Cluster cluster, String corpus) {
    Topic<PromptRecord> usual = Topics.prompts(corpus, Topics.PROMPT_PARTITIONS);
    Optional<Integer> partitions = cluster.partitions(usual);
    if (partitions.isEmpty()) {
      cluster.ensure(List.of(usual));
    }
    return partitions.map(count -> Topics.prompts(corpus, count)).orElse(usual);
  }
}
