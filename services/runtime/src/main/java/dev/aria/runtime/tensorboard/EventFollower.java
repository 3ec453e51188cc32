package dev.aria.runtime.tensorboard;

import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.StepReport;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Writes what the step reports and weights of a run say of one student as event files, from the
 * oldest report that is kept on. The run knows nothing of it. For one thread.
 */
public final class EventFollower implements AutoCloseable {
  private static final Duration GLANCE = Duration.ofMillis(20);

  private final TopicReader<StepReport> reports;
  private final TopicReader<ControlRecord> control;
  private final RunScalars scalars;
  private final EventFiles files;
  private long points;

  /**
   * What is followed, and where to.
   *
   * @param run settings of the run, whose topics must exist
   * @param student name of the student
   * @param learningRate of a step, counted from 1; NaN where it is not known
   * @param folder that TensorBoard is given; the events lie in a folder by run and student below it
   * @param everySteps steps from one event to the next, at least 1
   */
  public record Plan(
      RunSettings run,
      String student,
      LongToDoubleFunction learningRate,
      Path folder,
      int everySteps) {
    public Plan {
      if (everySteps < 1) {
        throw new IllegalArgumentException("everySteps must be at least 1, got " + everySteps);
      }
    }

    /** Where the events of the student lie. */
    public Path events() {
      return folder.resolve(run.name()).resolve(student);
    }
  }

  /**
   * @throws EventsUnwritable when the folder is not there and cannot be made
   */
  public EventFollower(Cluster cluster, Plan plan) {
    files = new EventFiles(plan.events());
    scalars =
        new RunScalars(
            plan.run(),
            new RunScalars.ScalarSource(plan.student(), plan.learningRate()),
            plan.everySteps());
    reports = whole(cluster, Topics.stepReports(plan.run()));
    control = whole(cluster, Topics.control(plan.run()));
  }

  private static <T> TopicReader<T> whole(Cluster cluster, Topic<T> topic) {
    return cluster.preview(topic, IntStream.range(0, topic.partitions()).boxed().toList());
  }

  /**
   * Writes the events of reports that have come since the last call.
   *
   * @throws EventsUnwritable when they cannot be written
   */
  public void refresh() {
    List<Received<StepReport>> news = reports.poll(GLANCE);
    if (!news.isEmpty()) {
      control.readToEnd(record -> take(record.value())); // all that the reports were drawn under
    }
    for (Received<StepReport> report : news) {
      for (ScalarPoint point : scalars.report(report)) {
        files.append(point);
        points++;
      }
    }
  }

  private void take(ControlRecord record) {
    if (record instanceof SamplingWeights weights) {
      scalars.weights(weights);
    }
  }

  /** Writes the events of all reports that are there by now. */
  public void catchUp() {
    Map<Integer, Long> ends = reports.endOffsets();
    while (!reports.hasReached(ends)) {
      refresh();
    }
  }

  /** Events written or found in place. */
  public long points() {
    return points;
  }

  @Override
  public void close() {
    reports.close();
    control.close();
    files.close();
  }
}
