package dev.aria.console.watch;

import dev.aria.core.record.StepReport;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reports of the time before the console was opened: some of them, evenly spread over the topic.
 */
final class PastReports {
  private static final int MOST = 100;
  private static final int TRIES = 5;
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final Cluster cluster;
  private final RunSettings run;

  PastReports(Cluster cluster, RunSettings run) {
    this.cluster = cluster;
    this.run = run;
  }

  /** Hands reports on the first shard of {@code student} to {@code sink}, oldest first. */
  void read(String student, Consumer<Received<StepReport>> sink) {
    try (TopicReader<StepReport> reader = cluster.preview(Topics.stepReports(run), List.of(0))) {
      long first = reader.beginningOffsets().getOrDefault(0, 0L);
      long end = reader.endOffsets().getOrDefault(0, 0L);
      long spacing = Math.max(1, (end - first) / MOST);
      long newest = -1;
      for (long offset = first; offset < end; offset += spacing) {
        reader.seek(0, offset);
        Optional<Received<StepReport>> found = next(reader, student);
        if (found.isPresent() && found.get().offset() > newest) {
          newest = found.get().offset();
          sink.accept(found.get());
        }
      }
    }
  }

  private static Optional<Received<StepReport>> next(
      TopicReader<StepReport> reader, String student) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Received<StepReport>> found =
          reader.poll(PATIENCE).stream()
              .filter(report -> report.value().student().equals(student))
              .findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
