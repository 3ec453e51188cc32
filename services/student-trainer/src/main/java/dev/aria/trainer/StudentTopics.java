package dev.aria.trainer;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.GradientChunk;
import dev.aria.core.record.PeerRecord;
import dev.aria.core.record.ProbeSet;
import dev.aria.core.record.TargetBatch;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.membership.ShardMembership;
import dev.aria.runtime.kafka.reading.NewestRecord;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.KafkaIds;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the trainers of one student read and write.
 *
 * @param provenance whose student it is
 */
record StudentTopics(Cluster cluster, RunSettings run, Provenance provenance) {
  private static final Duration POLL = Duration.ofMillis(200);

  /** The run's targets from {@code nextOffsets} on, one of each shard. */
  TopicReader<TargetBatch> targets(List<Long> nextOffsets) {
    TopicReader<TargetBatch> reader = cluster.reader(Topics.targets(run), shards());
    shards().forEach(shard -> reader.seek(shard, nextOffsets.get(shard)));
    return reader;
  }

  /** Every probe set of the run, and those to come. */
  TopicReader<ProbeSet> probes() {
    return cluster.quietReader(Topics.probes(run), List.of(0));
  }

  /** Where the commands given so far end. */
  long controlEnd() {
    try (TopicReader<ControlRecord> reader = control(0)) {
      return reader.endOffsets().getOrDefault(0, 0L);
    }
  }

  /** Commands from {@code offset} on. */
  TopicReader<ControlRecord> control(long offset) {
    TopicReader<ControlRecord> reader = cluster.quietReader(Topics.control(run), List.of(0));
    reader.seek(0, offset);
    return reader;
  }

  private List<Integer> shards() {
    return IntStream.range(0, run.shards()).boxed().toList();
  }

  private Topic<GradientChunk> gradients() {
    return Topics.gradients(run, provenance.student());
  }

  TopicReader<GradientChunk> gradientReader() {
    return cluster.reader(gradients(), shards());
  }

  TopicWriter<GradientChunk> gradientWriter() {
    return cluster.writer(gradients());
  }

  /** Where the gradients end at present, by partition. */
  Map<Integer, Long> gradientEnds() {
    try (TopicReader<GradientChunk> reader = gradientReader()) {
      return reader.endOffsets();
    }
  }

  /** Takes a place among the trainers of the student; call on the thread that polls it. */
  ShardMembership membership() {
    return cluster.membership(gradients(), KafkaIds.trainers(run, provenance.student()));
  }

  /** How many trainers the student has. */
  int members() {
    return cluster.members(KafkaIds.trainers(run, provenance.student()));
  }

  private Topic<PeerRecord> peers() {
    return Topics.peers(run, provenance.student());
  }

  /** For arrivals and states. */
  TopicWriter<PeerRecord> peerWriter() {
    return cluster.writer(peers());
  }

  /** Arrivals of other trainers from now on. */
  TopicReader<PeerRecord> arrivals() {
    return fromEnd(cluster.quietReader(peers(), List.of(Topics.ARRIVALS)), Topics.ARRIVALS);
  }

  /** States handed over from now on. */
  TopicReader<PeerRecord> states() {
    return fromEnd(cluster.reader(peers(), List.of(Topics.STATES)), Topics.STATES);
  }

  private static <T> TopicReader<T> fromEnd(TopicReader<T> reader, int partition) {
    reader.seek(partition, reader.endOffsets().getOrDefault(partition, 0L));
    return reader;
  }

  /** Every checkpoint of the run's students that was announced, and those to come. */
  TopicReader<CheckpointPublished> checkpoints() {
    return cluster.quietReader(Topics.checkpoints(run), List.of(0));
  }

  /** The student's checkpoint that was announced last. */
  Optional<CheckpointPublished> lastAnnounced() {
    try (TopicReader<CheckpointPublished> reader =
        cluster.reader(Topics.checkpoints(run), List.of(0))) {
      return NewestRecord.find(reader, this::isOurs);
    }
  }

  /** Offset behind the checkpoint that was announced last, of whatever student. */
  long announced() {
    try (TopicReader<CheckpointPublished> reader =
        cluster.reader(Topics.checkpoints(run), List.of(0))) {
      return reader.endOffsets().getOrDefault(0, 0L);
    }
  }

  /**
   * Whether one of the student after more than {@code steps} steps was, at {@code from} or later.
   */
  boolean isAnnouncedSince(long from, long steps) {
    try (TopicReader<CheckpointPublished> reader =
        cluster.reader(Topics.checkpoints(run), List.of(0))) {
      long end = reader.endOffsets().getOrDefault(0, 0L);
      reader.seek(0, Math.min(from, end));
      boolean found = false;
      while (!found && reader.positions().getOrDefault(0, end) < end) {
        found =
            reader.poll(POLL).stream()
                .map(Received::value)
                .anyMatch(published -> isOurs(published) && published.step() > steps);
      }
      return found;
    }
  }

  /** For checkpoints that have been written. */
  TopicWriter<CheckpointPublished> checkpointWriter() {
    return cluster.writer(Topics.checkpoints(run));
  }

  /** Whether {@code record} is of this run, student and lineage. */
  boolean isOurs(PeerRecord record) {
    return record.run().equals(provenance.run())
        && record.student().equals(provenance.student())
        && record.lineage() == provenance.lineage();
  }

  /** Whether {@code published} is of this run and student. */
  boolean isOurs(CheckpointPublished published) {
    return published.run().equals(provenance.run())
        && published.student().equals(provenance.student());
  }
}
