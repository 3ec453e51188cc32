package dev.aria.trainer;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.models.training.CheckpointWritten;
import dev.aria.runtime.kafka.TopicWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Keeps a student on its shelf and announces it. */
final class StudentArchive implements TrainingDesk.Keeper {
  private final Provenance provenance;
  private final CheckpointShelf shelf;
  private final TopicWriter<CheckpointPublished> announcements;
  private final TrainerMetrics metrics;
  private final Clock clock;
  private final boolean lead;

  /**
   * @param lead whether the student steers the draws
   */
  StudentArchive(
      Provenance provenance,
      CheckpointShelf shelf,
      TopicWriter<CheckpointPublished> announcements,
      TrainerMetrics metrics,
      Clock clock,
      boolean lead) {
    this.provenance = provenance;
    this.shelf = shelf;
    this.announcements = announcements;
    this.metrics = metrics;
    this.clock = clock;
    this.lead = lead;
  }

  @Override
  public void keep(Student student, ResumePoint point, boolean last) {
    Instant start = clock.instant();
    Path file = shelf.fileFor(point.nextStep());
    CheckpointWritten written = student.save(file, provenance.metadata(point));
    CheckpointPublished published =
        new CheckpointPublished(
            provenance.run(),
            provenance.student(),
            point.nextStep(),
            file.toAbsolutePath().toString(),
            written.sha256(),
            student.weightsSha256(),
            point.nextOffsets(),
            point.weights(),
            last,
            lead);
    announcements.send(0, provenance.student(), published).toCompletableFuture().join();
    shelf.prune();
    metrics.checkpointed(Duration.between(start, clock.instant()));
  }

  @Override
  public void export(Student student) {
    student.export(shelf.folder());
  }

  @Override
  public void close() {
    announcements.close();
  }
}
