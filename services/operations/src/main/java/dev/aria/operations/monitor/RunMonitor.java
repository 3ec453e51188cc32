package dev.aria.operations.monitor;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.SamplerState;
import dev.aria.core.record.StepReport;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Follows a run by reading its topics from their beginning. Not thread-safe. */
public final class RunMonitor implements AutoCloseable {
  private static final Duration GLANCE = Duration.ofMillis(20);

  /** Where what {@code reader} reads ended once. */
  private record End(TopicReader<?> reader, Map<Integer, Long> offsets) {
    boolean isAhead() {
      return !reader.hasReached(offsets);
    }
  }

  private final String student;
  private final long steps;
  private final RunProgress progress;
  private final TopicReader<StepReport> reports;
  private final TopicReader<SamplerState> sampler;
  private final TopicReader<ControlRecord> control;
  private final TopicReader<CheckpointPublished> checkpoints;
  private Optional<CheckpointPublished> checkpoint = Optional.empty();

  /** Follows {@code student} in {@code run}, whose topics must exist. */
  public RunMonitor(Cluster cluster, RunSettings run, String student) {
    this.student = student;
    this.steps = run.steps();
    progress = new RunProgress(student, run.shards());
    reports = whole(cluster, Topics.stepReports(run));
    sampler = whole(cluster, Topics.samplerState(run));
    control = whole(cluster, Topics.control(run));
    checkpoints = whole(cluster, Topics.checkpoints(run));
  }

  private static <T> TopicReader<T> whole(Cluster cluster, Topic<T> topic) {
    return cluster.reader(topic, IntStream.range(0, topic.partitions()).boxed().toList());
  }

  /** Reads what has come since the last call. */
  public RunProgress refresh() {
    for (Received<StepReport> report : reports.poll(GLANCE)) {
      progress.report(report.value());
    }
    for (Received<SamplerState> state : sampler.poll(GLANCE)) {
      progress.sampler(state.value());
    }
    for (Received<ControlRecord> record : control.poll(GLANCE)) {
      if (record.value() instanceof SamplingWeights weights) {
        progress.weights(weights);
      }
    }
    for (Received<CheckpointPublished> published : checkpoints.poll(GLANCE)) {
      if (published.value().student().equals(student)) {
        checkpoint = Optional.of(published.value());
      }
    }
    return progress;
  }

  /** Reads up to where the topics end by now. */
  public RunProgress catchUp() {
    List<End> ends =
        Stream.of(reports, sampler, control, checkpoints)
            .map(reader -> new End(reader, reader.endOffsets()))
            .toList();
    while (ends.stream().anyMatch(End::isAhead)) {
      refresh();
    }
    return progress;
  }

  /** The student's latest checkpoint seen by {@link #refresh}. */
  public Optional<CheckpointPublished> checkpoint() {
    return checkpoint;
  }

  /** Whether the student has published the checkpoint that the run ends with. */
  public boolean finished() {
    return checkpoint.filter(published -> published.endsRunOf(steps)).isPresent();
  }

  @Override
  public void close() {
    reports.close();
    sampler.close();
    control.close();
    checkpoints.close();
  }
}
