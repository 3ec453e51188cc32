package dev.aria.console.watch;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.SamplerState;
import dev.aria.core.record.StepReport;
import dev.aria.operations.monitor.CorpusRegions;
import dev.aria.operations.monitor.RunProgress;
import dev.aria.operations.monitor.Throughput;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Reads a run's topics: small ones whole, of the step reports a sample of the past and then what
 * comes. Not thread-safe.
 */
final class RunReading implements AutoCloseable {
  private static final Duration GLANCE = Duration.ofMillis(20);
  private static final Duration RATE_WINDOW = Duration.ofSeconds(10);

  /** Offsets that hold the newest record, behind the ends of transactions. */
  private static final int NEWEST = 20;

  private final RunSettings run;
  private final String student;
  private final Cluster cluster;
  private final RunHistory history;
  private final Listener listener;
  private final Supplier<RunFlow.Waits> waits;
  private final Clock clock;
  private final RunProgress progress;
  private final TopicReader<StepReport> reports;
  private final TopicReader<SamplerState> sampler;
  private final TopicReader<ControlRecord> control;
  private final TopicReader<CheckpointPublished> checkpoints;
  private final NewestTargets targets;
  private final Throughput drawing = new Throughput(RATE_WINDOW);
  private final Throughput teaching = new Throughput(RATE_WINDOW);
  private final Throughput training = new Throughput(RATE_WINDOW);
  private Optional<String> order = Optional.empty();
  private Optional<RegionMapRecord> regions = Optional.empty();
  private long checkpointed;
  private boolean finished;

  RunReading(
      WatchedRun watched, Cluster cluster, RunHistory history, Listener listener, Clock clock) {
    this.run = watched.run();
    this.student = watched.student();
    this.waits = watched.waits();
    this.cluster = cluster;
    this.history = history;
    this.listener = listener;
    this.clock = clock;
    progress = new RunProgress(student, run.shards());
    new PastReports(cluster, run).read(student, history::past);
    reports = fromEnd(Topics.stepReports(run), NEWEST);
    sampler = fromEnd(Topics.samplerState(run), NEWEST);
    control = reader(Topics.control(run));
    checkpoints = reader(Topics.checkpoints(run));
    targets = new NewestTargets(cluster, run);
  }

  private <T> TopicReader<T> reader(Topic<T> topic) {
    return cluster.preview(topic, IntStream.range(0, topic.partitions()).boxed().toList());
  }

  private <T> TopicReader<T> fromEnd(Topic<T> topic, long before) {
    TopicReader<T> reader = reader(topic);
    Map<Integer, Long> first = reader.beginningOffsets();
    reader
        .endOffsets()
        .forEach(
            (partition, end) ->
                reader.seek(partition, Math.max(first.getOrDefault(partition, 0L), end - before)));
    return reader;
  }

  /** Reads what has come and tells it. */
  void refresh() {
    if (regions.isEmpty()) {
      regions = CorpusRegions.newest(cluster, run.corpus());
      regions.ifPresent(listener::regions);
    }
    for (Received<StepReport> report : reports.poll(GLANCE)) {
      progress.report(report.value());
      if (report.value().student().equals(student)) {
        history.loss(report.value().loss());
      }
    }
    sampler.poll(GLANCE).forEach(state -> progress.sampler(state.value()));
    control.poll(GLANCE).forEach(this::control);
    checkpoints.poll(GLANCE).forEach(this::checkpoint);
    Instant now = clock.instant();
    long trained = Math.max(progress.trained(), checkpointed);
    history.trained(trained, now);
    listener.flow(flow(now, trained));
  }

  private void control(Received<ControlRecord> record) {
    if (record.value() instanceof SamplingWeights published) {
      WeightsRow row =
          WeightsRow.of(
              published,
              history.newestWeights(),
              run.allocation().scope(),
              run.allocation().stepsPerTick(),
              record.timestamp().toEpochMilli());
      history.weights(row);
      listener.weights(row);
    } else if (record.value() instanceof RunCommand given
        && given.kind() != RunCommand.Kind.CHECKPOINT) { // leaves what stands as it is
      order = Optional.of(given.kind().name());
    }
  }

  private void checkpoint(Received<CheckpointPublished> received) {
    CheckpointPublished published = received.value();
    Checkpoint checkpoint =
        new Checkpoint(
            published.student(),
            published.step(),
            received.timestamp().toEpochMilli(),
            published.sha256(),
            published.path(),
            published.endsRunOf(run.steps()),
            published);
    if (published.student().equals(student)) {
      checkpointed = published.step();
      finished |= checkpoint.last();
    }
    history.checkpoint(checkpoint);
    listener.checkpoint(checkpoint);
  }

  private RunFlow flow(Instant now, long trained) {
    long taught = Math.max(trained, targets.taught());
    long drawn = Math.max(taught, progress.drawn());
    drawing.mark(now, drawn);
    teaching.mark(now, taught);
    training.mark(now, trained);
    return new RunFlow(
        now.toEpochMilli(),
        drawn,
        taught,
        trained,
        new RunFlow.Rates(drawing.perSecond(), teaching.perSecond(), training.perSecond()),
        waits.get(),
        Double.isNaN(progress.loss()) ? null : progress.loss(),
        order.orElse(null),
        finished,
        Math.max(1, run.maxInFlight() / run.batch()),
        training.until(run.steps()).map(Duration::toSeconds).orElse(null),
        null);
  }

  @Override
  public void close() {
    List.of(reports, sampler, control, checkpoints).forEach(TopicReader::close);
    targets.close();
  }
}
