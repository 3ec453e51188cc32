package dev.aria.operations.status;

import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.SamplerState;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.TargetBatch;
import dev.aria.operations.monitor.CorpusRegions;
import dev.aria.operations.monitor.TopicScan;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads a run's status from its topics: the small ones whole, of targets and step reports only the
 * end, however long the run. A student whose reports lie further back, because others have reported
 * since, is shown as of its last checkpoint.
 */
public final class StatusReading {
  private final Cluster cluster;
  private final RunSettings run;
  private final SortedMap<String, StudentFold> students = new TreeMap<>();
  private final List<Set<Long>> taughtByShard;
  private final StatisticsView view;
  private Optional<SamplerState> sampler = Optional.empty();
  private Optional<SamplingWeights> weights = Optional.empty();
  private Optional<RunCommand> command = Optional.empty();

  private StatusReading(Cluster cluster, RunSettings run, StatisticsView view) {
    this.cluster = cluster;
    this.run = run;
    this.view = view;
    this.taughtByShard = Stream.<Set<Long>>generate(HashSet::new).limit(run.shards()).toList();
  }

  /** The status of {@code run} by its topics alone; empty when it has not started. */
  public static Optional<RunStatus> read(Cluster cluster, RunSettings run) {
    return read(cluster, run, StatisticsView.NONE);
  }

  /** The status of {@code run} as of now; empty when it has not started. */
  public static Optional<RunStatus> read(Cluster cluster, RunSettings run, StatisticsView view) {
    return cluster.exists(Topics.control(run))
        ? Optional.of(new StatusReading(cluster, run, view).read())
        : Optional.empty();
  }

  private RunStatus read() {
    TopicScan scan = new TopicScan(cluster);
    scan.whole(Topics.samplerState(run), state -> sampler = Optional.of(state));
    scan.whole(Topics.checkpoints(run), published -> fold(published.student()).add(published));
    scan.whole(
        Topics.control(run),
        record -> {
          if (record instanceof SamplingWeights published) {
            weights = Optional.of(published);
          } else if (record instanceof RunCommand order
              && order.kind() != RunCommand.Kind.CHECKPOINT) { // leaves what stands as it is
            command = Optional.of(order);
          }
        });
    scan.tail(Topics.stepReports(run), window(), this::report);
    scan.tail(Topics.targets(run), window(), this::target);
    List<StudentStatus> all = students.values().stream().map(StudentFold::status).toList();
    long taught = taughtFrom(trained(all));
    return new RunStatus(
        sampler.map(SamplerState::nextStep).orElse(0L),
        taught,
        all,
        weights,
        command,
        CorpusRegions.newest(cluster, run.corpus()),
        standings(taught, all));
  }

  private List<Standing> standings(long taught, List<StudentStatus> all) {
    Standings read = new Standings(cluster, run);
    List<Standing> standings = new ArrayList<>();
    sampler.map(read::sampler).ifPresent(standings::add);
    standings.add(read.teachers(taught));
    standings.addAll(read.students(all));
    standings.add(read.allocator(view, weights.map(SamplingWeights::version)));
    return standings;
  }

  /**
   * Offsets at a partition's end that hold its newest step: as many steps as may be in flight, each
   * perhaps in a transaction of its own, which takes a second offset.
   */
  private long window() {
    return 2 * Math.max(1, run.maxInFlight() / run.batch()) + 2;
  }

  private void report(StepReport report) {
    fold(report.student()).add(report);
  }

  private void target(TargetBatch batch) {
    int shard = batch.draws().shard();
    if (shard < taughtByShard.size()) {
      taughtByShard.get(shard).add(batch.draws().step());
    }
  }

  private static long trained(List<StudentStatus> all) {
    return all.stream()
        .filter(StudentStatus::lead)
        .mapToLong(StudentStatus::trained)
        .max()
        .orElse(0);
  }

  /** Steps that have all their targets, without a gap; whatever was trained had its own. */
  private long taughtFrom(long trained) {
    long step = trained;
    while (isTaught(step)) {
      step++;
    }
    return step;
  }

  private boolean isTaught(long step) {
    return taughtByShard.stream().allMatch(taught -> taught.contains(step));
  }

  private StudentFold fold(String student) {
    return students.computeIfAbsent(student, name -> new StudentFold(name, run.shards()));
  }
}
