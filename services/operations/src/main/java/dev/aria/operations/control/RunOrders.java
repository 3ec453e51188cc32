package dev.aria.operations.control;

import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.runtime.control.StandingStop;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topic;
import dev.aria.runtime.topic.Topics;
import java.util.List;

/** Gives orders to the services of one run, by its control topic. */
public final class RunOrders {
  private final Cluster cluster;
  private final RunSettings run;

  public RunOrders(Cluster cluster, RunSettings run) {
    this.cluster = cluster;
    this.run = run;
  }

  /**
   * Gives one order; returns once the log has it.
   *
   * @param issuer who asks, for the services' logs
   * @throws IllegalStateException when the run has not started, so that nobody would obey
   */
  public void give(RunCommand.Kind kind, String issuer) {
    Topic<ControlRecord> topic = Topics.control(run);
    if (!cluster.exists(topic)) {
      throw new IllegalStateException(
          "run '%s' has not started: topic %s does not exist".formatted(run.name(), topic.name()));
    }
    write(kind, issuer);
  }

  /** Takes a stop back, if one stands, so that services started next go on with the run. */
  public void resumeIfStopped(String issuer) {
    boolean stopped;
    try (TopicReader<ControlRecord> reader = cluster.reader(Topics.control(run), List.of(0))) {
      stopped = new StandingStop(reader, run.name()).order().isPresent();
    }
    if (stopped) {
      write(RunCommand.Kind.RESUME, issuer);
    }
  }

  private void write(RunCommand.Kind kind, String issuer) {
    Topic<ControlRecord> topic = Topics.control(run);
    try (TopicWriter<ControlRecord> writer = cluster.writer(topic)) {
      writer
          .send(0, run.name(), new RunCommand(run.name(), kind, issuer))
          .toCompletableFuture()
          .join();
    }
  }
}
