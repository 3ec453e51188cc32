package dev.aria.streamer.drawing;

import dev.aria.core.record.StepReport;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.NewestRecord;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Keeps an {@link InFlightGate} up to date with the step reports, from the newest ones on. */
final class ReportFollower implements AutoCloseable {
  private final TopicReader<StepReport> reader;
  private final InFlightGate gate;

  /** Retention has deleted every report of the lead student, so nobody knows what is in flight. */
  static final class ReportsGone extends RuntimeException {
    ReportsGone(String topic, int shard, long first) {
      super(
          "records 0 to %d of topic %s, partition %d, are gone, and what is left holds no report of the lead student: how far it has trained is not known; start its trainer again, which reports from its last checkpoint on, and then this service"
              .formatted(first - 1, topic, shard));
    }
  }

  ReportFollower(Cluster cluster, Topic<StepReport> topic, InFlightGate gate) {
    this.gate = gate;
    List<Integer> shards = IntStream.range(0, topic.partitions()).boxed().toList();
    reader = cluster.reader(topic, shards);
    reader.endOffsets().forEach(reader::seek);
    for (int shard : shards) {
      try (TopicReader<StepReport> past = cluster.preview(topic, List.of(shard))) {
        NewestRecord.find(past, report -> gate.opensFor(shard, report))
            .ifPresentOrElse(
                report -> gate.observe(shard, report), () -> refuseLost(topic, shard, past));
      }
    }
  }

  /** Without the last report nobody knows what is in flight, and the gate would stay shut. */
  private static void refuseLost(Topic<?> topic, int shard, TopicReader<StepReport> past) {
    long first = past.beginningOffsets().getOrDefault(shard, 0L);
    if (first > 0) {
      throw new ReportsGone(topic.name(), shard, first);
    }
  }

  /** Takes in what has come, waiting at most {@code timeout}. */
  void follow(Duration timeout) {
    reader.poll(timeout).forEach(report -> gate.observe(report.partition(), report.value()));
  }

  @Override
  public void close() {
    reader.close();
  }
}
