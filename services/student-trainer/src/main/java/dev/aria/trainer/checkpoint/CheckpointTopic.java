package dev.aria.trainer.checkpoint;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.runtime.kafka.reading.NewestRecord;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.topic.Topics;
import dev.aria.trainer.run.RunContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The topic in which the run's checkpoints are announced.
 *
 * @param provenance whose checkpoints count
 */
record CheckpointTopic(RunContext run, Provenance provenance) {
  /** Every checkpoint of the run's students that was announced, and those to come. */
  TopicReader<CheckpointPublished> follow() {
    return run.cluster().quietReader(Topics.checkpoints(run.settings()), List.of(0));
  }

  private TopicReader<CheckpointPublished> reader() {
    return run.cluster().reader(Topics.checkpoints(run.settings()), List.of(0));
  }

  /** For checkpoints that have been written. */
  TopicWriter<CheckpointPublished> writer() {
    return run.cluster().writer(Topics.checkpoints(run.settings()));
  }

  /** The student's checkpoint that was announced last. */
  Optional<CheckpointPublished> last() {
    try (TopicReader<CheckpointPublished> reader = reader()) {
      return NewestRecord.find(reader, this::isOurs);
    }
  }

  /** Offset behind the checkpoint that was announced last, of whatever student. */
  long end() {
    try (TopicReader<CheckpointPublished> reader = reader()) {
      return reader.endOffsets().getOrDefault(0, 0L);
    }
  }

  /**
   * Whether one of the student after more than {@code steps} steps was announced, at {@code from}
   * or later.
   */
  boolean isAnnouncedSince(long from, long steps) {
    try (TopicReader<CheckpointPublished> reader = reader()) {
      reader.seek(0, Math.min(from, reader.endOffsets().getOrDefault(0, 0L)));
      AtomicBoolean found = new AtomicBoolean();
      reader.readWhile(
          received -> {
            CheckpointPublished published = received.value();
            found.set(isOurs(published) && published.step() > steps);
            return !found.get();
          });
      return found.get();
    }
  }

  private boolean isOurs(CheckpointPublished published) {
    return published.run().equals(provenance.run())
        && published.student().equals(provenance.student());
  }
}
