package dev.aria.trainer.exchange;

import dev.aria.core.record.GradientChunk;
import dev.aria.core.record.PeerRecord;
import dev.aria.runtime.kafka.membership.ShardMembership;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.topic.KafkaIds;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import dev.aria.trainer.checkpoint.Provenance;
import dev.aria.trainer.run.RunContext;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The topics over which the trainers of one student talk to each other.
 *
 * @param provenance whose student it is
 */
record PeerTopics(RunContext run, Provenance provenance) {
  private Topic<GradientChunk> gradients() {
    return Topics.gradients(run.settings(), provenance.student());
  }

  TopicReader<GradientChunk> gradientReader() {
    return run.cluster()
        .reader(gradients(), IntStream.range(0, run.settings().shards()).boxed().toList());
  }

  TopicWriter<GradientChunk> gradientWriter() {
    return run.cluster().writer(gradients());
  }

  /** Where the gradients end at present, by partition. */
  Map<Integer, Long> gradientEnds() {
    try (TopicReader<GradientChunk> reader = gradientReader()) {
      return reader.endOffsets();
    }
  }

  private String group() {
    return KafkaIds.trainers(run.settings(), provenance.student());
  }

  /** Takes a place among the trainers of the student; call on the thread that polls it. */
  ShardMembership membership() {
    return run.cluster().membership(gradients(), group());
  }

  /** How many trainers the student has. */
  int members() {
    return run.cluster().members(group());
  }

  private Topic<PeerRecord> peers() {
    return Topics.peers(run.settings(), provenance.student());
  }

  /** For arrivals and states. */
  TopicWriter<PeerRecord> peerWriter() {
    return run.cluster().writer(peers());
  }

  /** Arrivals of other trainers from now on. */
  TopicReader<PeerRecord> arrivals() {
    return fromEnd(run.cluster().quietReader(peers(), List.of(Topics.ARRIVALS)), Topics.ARRIVALS);
  }

  /** States handed over from now on. */
  TopicReader<PeerRecord> states() {
    return fromEnd(run.cluster().reader(peers(), List.of(Topics.STATES)), Topics.STATES);
  }

  private static <T> TopicReader<T> fromEnd(TopicReader<T> reader, int partition) {
    reader.seek(partition, reader.endOffsets().getOrDefault(partition, 0L));
    return reader;
  }

  /** Whether {@code record} is of this run, student and lineage. */
  boolean isOurs(PeerRecord record) {
    return record.run().equals(provenance.run())
        && record.student().equals(provenance.student())
        && record.lineage() == provenance.lineage();
  }
}
