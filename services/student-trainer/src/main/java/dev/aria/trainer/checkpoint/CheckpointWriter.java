package dev.aria.trainer.checkpoint;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.thread.DaemonThreads;
import dev.aria.models.training.CheckpointWritten;
import dev.aria.models.training.Snapshot;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.trainer.report.ReportsLost;
import dev.aria.trainer.run.TrainerMetrics;
import dev.aria.trainer.student.Student;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes checkpoints on a thread of its own, one at a time, and announces each that is written. */
final class CheckpointWriter implements CheckpointStore {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointWriter.class);

  private final CheckpointTopic topic;
  private final Provenance provenance;
  private final CheckpointFolder folder;
  private final StudentCard card;
  private final TopicWriter<CheckpointPublished> announcements;
  private final TrainerMetrics metrics;
  private final Clock clock;
  private final boolean lead;
  private final long announcedBefore;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(new DaemonThreads("checkpoints"));
  private CompletableFuture<Boolean> writing = CompletableFuture.completedFuture(true);

  /**
   * @param lead whether the student steers the draws
   */
  CheckpointWriter(
      CheckpointTopic topic,
      CheckpointFolder folder,
      TrainerMetrics metrics,
      boolean lead,
      Clock clock) {
    this.topic = topic;
    this.provenance = topic.provenance();
    this.folder = folder;
    this.card = new StudentCard(topic.run(), provenance.student());
    this.announcements = topic.writer();
    this.announcedBefore = topic.end();
    this.metrics = metrics;
    this.clock = clock;
    this.lead = lead;
  }

  /** One that cannot be written is logged and left out; the next may find room again. */
  @Override
  public CompletableFuture<Boolean> keep(
      Student student, ResumePoint point, CompletableFuture<Void> reported) {
    awaitFormer(); // has ended, but perhaps by the loss of reports
    writing =
        written(student, point, reported, false)
            .thenApply(written -> true)
            .exceptionally(this::missed);
    return writing;
  }

  @Override
  public void keepNow(
      Student student, ResumePoint point, CompletableFuture<Void> reported, boolean last) {
    awaitFormer();
    try {
      written(student, point, reported, last).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void awaitFormer() {
    writing.join();
  }

  private CompletableFuture<Void> written(
      Student student, ResumePoint point, CompletableFuture<Void> reported, boolean last) {
    Instant start = clock.instant();
    Snapshot copy = student.snapshot(provenance.metadata(point));
    metrics.copied(Duration.between(start, clock.instant()));
    return reported.thenRunAsync(() -> write(copy, point, last, start), thread);
  }

  private void write(Snapshot copy, ResumePoint point, boolean last, Instant start) {
    Path file = folder.fileFor(point.nextStep());
    CheckpointWritten written = copy.write(file);
    CheckpointPublished published =
        new CheckpointPublished(
            provenance.run(),
            provenance.student(),
            point.nextStep(),
            file.toAbsolutePath().toString(),
            written.sha256(),
            copy.weightsSha256(),
            point.nextOffsets(),
            point.weights(),
            last,
            lead);
    announcements.send(0, provenance.student(), published).toCompletableFuture().join();
    folder.prune(file);
    metrics.checkpointed(Duration.between(start, clock.instant()));
  }

  private boolean missed(Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (cause instanceof ReportsLost lost) {
      throw lost;
    }
    LOG.error(
        "a checkpoint is missed, training goes on without it: {}",
        cause == null ? thrown.getMessage() : cause.getMessage());
    metrics.checkpointMissed();
    return false;
  }

  @Override
  public boolean hasLater(long steps) {
    return topic.isAnnouncedSince(announcedBefore, steps);
  }

  @Override
  public void export(Student student, long steps) {
    student.export(folder.folder());
    card.write(folder.folder(), steps);
  }

  @Override
  public void close() {
    try {
      awaitFormer();
    } finally {
      thread.shutdown();
      announcements.close();
    }
  }
}
