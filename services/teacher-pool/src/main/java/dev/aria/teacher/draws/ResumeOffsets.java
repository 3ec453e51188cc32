package dev.aria.teacher.draws;

import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.SamplerState;
import dev.aria.core.record.TargetBatch;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.NewestRecord;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The offsets at which a pool resumes the draws after Kafka has deleted the offsets of its group,
 * as it does for a group without members. A pool resumes behind the draws that have a target. Draws
 * of one work partition are answered in order, so its last target tells. Draws are counted by
 * {@link RunSettings#ordinal}.
 */
final class ResumeOffsets {
  private static final Logger LOG = LoggerFactory.getLogger(ResumeOffsets.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int LOOKS = 25;

  private final Cluster cluster;
  private final RunSettings run;
  private final Topic<DrawBatch> draws;
  private final Topic<TargetBatch> targets;

  /** A partition of the draws, and which of its records Kafka still keeps. */
  private record WorkPartition(int number, TopicReader<DrawBatch> reader) {
    long begin() {
      return reader.beginningOffsets().getOrDefault(number, 0L);
    }

    long end() {
      return reader.endOffsets().getOrDefault(number, 0L);
    }
  }

  private ResumeOffsets(Cluster cluster, RunSettings run) {
    this.cluster = cluster;
    this.run = run;
    this.draws = Topics.draws(run);
    this.targets = Topics.targets(run);
  }

  /**
   * Next offset of each work partition that {@code group} has no offset of, although the run has
   * targets. Empty when Kafka knows the group's offsets, or the run has no targets.
   *
   * @throws RunRefused when draws without a target have been deleted
   */
  static Map<Integer, Long> forgottenBy(String group, Cluster cluster, RunSettings run) {
    Set<Integer> forgotten =
        IntStream.range(0, run.workPartitions())
            .boxed()
            .collect(Collectors.toCollection(TreeSet::new));
    forgotten.removeAll(cluster.consumed(Topics.draws(run), group).keySet());
    ResumeOffsets resume = new ResumeOffsets(cluster, run);
    Map<Integer, Long> answered = forgotten.isEmpty() ? Map.of() : resume.answered(forgotten);
    if (answered.isEmpty()) {
      return Map.of();
    }
    LOG.info(
        "Kafka has no offsets of group {} in partitions {} of {}; the group resumes behind the draws that have a target",
        group,
        forgotten,
        resume.draws.name());
    return resume.behind(answered, forgotten);
  }

  /** The last draws that have a target, by work partition. */
  private Map<Integer, Long> answered(Set<Integer> wanted) {
    Map<Integer, Long> last = new HashMap<>();
    for (int shard : filled()) {
      Set<Integer> missing = workPartitions(shard);
      missing.retainAll(wanted);
      try (TopicReader<TargetBatch> reader = cluster.reader(targets, List.of(shard))) {
        NewestRecord.find(reader, target -> note(target.draws(), last, missing));
      }
    }
    last.keySet().retainAll(wanted);
    return last;
  }

  private Set<Integer> filled() {
    List<Integer> all = IntStream.range(0, run.shards()).boxed().toList();
    try (TopicReader<TargetBatch> reader = cluster.reader(targets, all)) {
      Map<Integer, Long> ends = new HashMap<>(reader.endOffsets());
      ends.entrySet().removeAll(reader.beginningOffsets().entrySet());
      return ends.keySet();
    }
  }

  private Set<Integer> workPartitions(int shard) {
    return LongStream.range(0, run.workPartitions())
        .mapToObj(step -> run.workPartition(step, shard))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean note(DrawBatch batch, Map<Integer, Long> last, Set<Integer> missing) {
    if (batch.run().equals(run.name())) {
      int partition = run.workPartition(batch.step(), batch.shard());
      last.merge(partition, ordinal(batch), Math::max);
      missing.remove(partition);
    }
    return missing.isEmpty();
  }

  private Map<Integer, Long> behind(Map<Integer, Long> answered, Set<Integer> forgotten) {
    long drawn = run.ordinal(nextStep(), 0);
    Map<Integer, Long> offsets = new HashMap<>();
    for (int partition : forgotten) {
      long last = answered.getOrDefault(partition, (long) partition - run.workPartitions());
      try (TopicReader<DrawBatch> reader = cluster.reader(draws, List.of(partition))) {
        WorkPartition kept = new WorkPartition(partition, reader);
        long next = offsetBehind(last, kept);
        if (kept.begin() > 0) {
          refuseGap(last + run.workPartitions(), drawn, next, kept);
        }
        offsets.put(partition, next);
      }
    }
    return offsets;
  }

  /** Next step to be drawn. */
  private long nextStep() {
    try (TopicReader<SamplerState> reader = cluster.reader(Topics.samplerState(run), List.of(0))) {
      return NewestRecord.find(reader, state -> state.run().equals(run.name()))
          .map(SamplerState::nextStep)
          .orElse(0L);
    }
  }

  /** Offset behind the draws up to the one counted as {@code last}, found by binary search. */
  private long offsetBehind(long last, WorkPartition kept) {
    long end = kept.end();
    long low = kept.begin();
    long high = end;
    while (low < high) {
      long middle = (low + high) >>> 1;
      Optional<Received<DrawBatch>> found = first(kept, middle, end);
      if (found.isPresent() && ordinal(found.get().value()) <= last) {
        low = found.get().offset() + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Refuses to go on if the draw counted as {@code next} is not the first at {@code offset}. The
   * draws of a transaction may become readable a moment after its sampler state, hence the looks.
   */
  private void refuseGap(long next, long drawn, long offset, WorkPartition kept) {
    Optional<Received<DrawBatch>> found = first(kept, offset, kept.end());
    for (int look = 0; found.isEmpty() && next < drawn && look < LOOKS; look++) {
      kept.reader().poll(POLL);
      found = first(kept, offset, kept.end());
    }
    long behindGap = found.map(received -> ordinal(received.value())).orElse(drawn);
    if (behindGap > next) {
      refuseLost(next, behindGap, kept.number());
    }
  }

  /** The first draws of the run from {@code from} on, and before {@code end}. */
  private Optional<Received<DrawBatch>> first(WorkPartition kept, long from, long end) {
    kept.reader().seek(kept.number(), from);
    while (kept.reader().positions().getOrDefault(kept.number(), end) < end) {
      for (Received<DrawBatch> received : kept.reader().poll(POLL)) {
        if (received.value().run().equals(run.name())) {
          return Optional.of(received);
        }
      }
    }
    return Optional.empty();
  }

  private long ordinal(DrawBatch batch) {
    return run.ordinal(batch.step(), batch.shard());
  }

  /** Names the lost draws of the partition, from {@code lost} to before {@code behindGap}. */
  private void refuseLost(long lost, long behindGap, int partition) {
    long others = (behindGap - 1 - lost) / run.workPartitions();
    throw new RunRefused(
        "draws of steps %d to %d in partition %d of %s are gone, and have no target in %s: these steps can never be trained; start the run again under another name (aria.run.name), and let the draws topic keep records for longer than teachers are away"
            .formatted(
                lost / run.shards(),
                (lost + others * run.workPartitions()) / run.shards(),
                partition,
                draws.name(),
                targets.name()));
  }
}
