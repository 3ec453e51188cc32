package dev.aria.operations.manifest;

import dev.aria.core.digest.Sha256;
import dev.aria.core.record.PromptRecord;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The prompts of a corpus as one digest: SHA-256 over the digests of its partitions, each over the
 * texts and regions in their order, and the teachers that prompts name, each of these behind
 * U+0000, which no text holds. Every one is preceded by its length as a big-endian int32. Records
 * that are no prompts count for nothing.
 */
final class CorpusDigest {
  private static final String PROMPTS = "prompts";

  private final Cluster cluster;
  private final String corpus;

  CorpusDigest(Cluster cluster, String corpus) {
    this.cluster = cluster;
    this.corpus = corpus;
  }

  /**
   * The corpus as it is now.
   *
   * @param known what it was before: stands when no prompt has come since
   */
  RunInput read(Optional<RunInput> known) {
    Topic<PromptRecord> usual = Topics.prompts(corpus, Topics.PROMPT_PARTITIONS);
    int partitions = cluster.partitions(usual).orElse(0);
    if (partitions == 0) {
      return input(0, "");
    }
    List<Integer> all = IntStream.range(0, partitions).boxed().toList();
    try (TopicReader<PromptRecord> reader =
        cluster.preview(Topics.prompts(corpus, partitions), all)) {
      long size = reader.endOffsets().values().stream().mapToLong(Long::longValue).sum();
      String prompts = Long.toString(size);
      return known
          .filter(before -> before.from().equals(corpus))
          .filter(before -> prompts.equals(before.facts().get(PROMPTS)))
          .orElseGet(() -> input(size, digest(reader)));
    }
  }

  private static String digest(TopicReader<PromptRecord> reader) {
    Map<Integer, Sha256> partitions = new TreeMap<>();
    reader.readToEnd(
        record -> {
          Sha256 digest = partitions.computeIfAbsent(record.partition(), none -> new Sha256());
          add(digest, record.value().text());
          add(digest, record.value().region().orElse(""));
          record.value().teacher().ifPresent(name -> add(digest, "\0" + name));
        });
    Sha256 whole = new Sha256();
    partitions.values().forEach(digest -> whole.add(digest.bytes()));
    return whole.hex();
  }

  private static void add(Sha256 digest, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    digest.add(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).flip()).add(utf8);
  }

  private RunInput input(long prompts, String sha256) {
    return new RunInput(corpus, sha256, Map.of(PROMPTS, Long.toString(prompts)));
  }
}
