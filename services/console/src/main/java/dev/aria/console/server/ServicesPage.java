package dev.aria.console.server;

import dev.aria.console.watch.Checkpoint;
import dev.aria.console.watch.RunFlow;
import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.SamplerState;
import dev.aria.core.record.WeightsVersion;
import dev.aria.operations.monitor.TopicScan;
import dev.aria.operations.status.Standing;
import dev.aria.operations.status.Standings;
import dev.aria.operations.status.StatisticsView;
import dev.aria.operations.status.StudentStatus;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.redis.RegionStatisticsStore;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where each service of a run stands against the log. */
final class ServicesPage {
  /** Enough to hold the newest record behind a transaction's end. */
  private static final int NEWEST = 20;

  private static final int MOST_CHECKPOINTS = 20;

  private final Cluster cluster;
  private final RunSettings run;
  private final RegionStatisticsStore statistics;

  ServicesPage(Cluster cluster, RunSettings run, RegionStatisticsStore statistics) {
    this.cluster = cluster;
    this.run = run;
    this.statistics = statistics;
  }

  /**
   * What is at work.
   *
   * @param checkpoints newest first
   * @param redis {@code in order}, or what is wrong
   */
  record Services(List<Row> services, List<Checkpoint> checkpoints, String redis) {}

  /** One service: what it reads, how far it is behind, the step it is at, and more in words. */
  record Row(
      String service, String reads, long lag, long step, @Nullable String weights, String note) {
    static Row of(Standing standing) {
      return new Row(
          standing.service(),
          standing.reads(),
          standing.lag(),
          standing.step(),
          standing.weights().map(WeightsVersion::text).orElse(null),
          standing.note());
    }
  }

  /**
   * Reads it now.
   *
   * @param student whose steps {@code flow} counts
   * @param checkpoints of all students, oldest first
   */
  Services read(
      RunFlow flow,
      String student,
      List<Checkpoint> checkpoints,
      Optional<WeightsVersion> published) {
    Standings standings = new Standings(cluster, run);
    StatisticsView view = StatisticsView.of(statistics);
    List<Standing> all = new ArrayList<>();
    sampler().map(standings::sampler).ifPresent(all::add);
    if (cluster.exists(Topics.draws(run))) {
      all.add(standings.teachers(flow.taught()));
      all.addAll(standings.students(students(flow, student, checkpoints)));
      all.add(standings.allocator(view, published));
    }
    List<Checkpoint> newest = new ArrayList<>(checkpoints);
    Collections.reverse(newest);
    return new Services(
        all.stream().map(Row::of).toList(),
        newest.stream().limit(MOST_CHECKPOINTS).toList(),
        view.trouble().orElse("in order"));
  }

  private Optional<SamplerState> sampler() {
    AtomicReference<@Nullable SamplerState> newest = new AtomicReference<>();
    new TopicScan(cluster).tail(Topics.samplerState(run), NEWEST, newest::set);
    return Optional.ofNullable(newest.get());
  }

  private static List<StudentStatus> students(
      RunFlow flow, String student, List<Checkpoint> checkpoints) {
    SortedMap<String, CheckpointPublished> last = new TreeMap<>();
    checkpoints.forEach(checkpoint -> last.put(checkpoint.student(), checkpoint.published()));
    List<StudentStatus> students = new ArrayList<>();
    last.forEach(
        (name, published) ->
            students.add(
                new StudentStatus(
                    name,
                    published.lead(),
                    name.equals(student)
                        ? Math.max(flow.trained(), published.step())
                        : published.step(),
                    Double.NaN,
                    Optional.of(published))));
    if (!last.containsKey(student)) {
      students.add(new StudentStatus(student, true, flow.trained(), Double.NaN, Optional.empty()));
    }
    return students;
  }
}
