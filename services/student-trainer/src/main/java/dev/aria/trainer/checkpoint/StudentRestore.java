package dev.aria.trainer.checkpoint;

import dev.aria.core.diffusion.LossSpace;
import dev.aria.core.record.CheckpointPublished;
import dev.aria.models.training.CheckpointUnreadable;
import dev.aria.models.training.OptimizerSettings;
import dev.aria.models.training.Resumed;
import dev.aria.models.training.Trainable;
import dev.aria.trainer.student.StudentFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Restores a student where it, or its other trainers, left it. */
final class StudentRestore {
  private static final Logger LOG = LoggerFactory.getLogger(StudentRestore.class);

  private final CheckpointTopic topic;
  private final CheckpointFolder folder;
  private final StudentFactory factory;

  /**
   * @param factory makes new ones, on the device that the student is to live on
   */
  StudentRestore(CheckpointTopic topic, CheckpointFolder folder, StudentFactory factory) {
    this.topic = topic;
    this.folder = folder;
    this.factory = factory;
  }

  /**
   * The student as its other trainers have it, unless a later checkpoint is here; else at the later
   * of two: the newest good checkpoint here and the one last announced, if that can be read from
   * here; else a new one.
   *
   * @param peers hand over what the other trainers have
   * @throws ForeignCheckpoint when what was found is another run's, student's or lineage's
   * @throws StateRefused when what the other trainers have is
   */
  RestoredStudent restore(PeerState peers) {
    return fromPeers(peers).or(this::fromCheckpoints).orElseGet(this::begun);
  }

  private Optional<RestoredStudent> fromPeers(PeerState peers) {
    try {
      Path file = Files.createTempFile("aria-state", ".aria");
      try {
        OptionalLong steps = peers.receive(file);
        return steps.isPresent()
            ? fromLaterCheckpoint(steps.getAsLong()).or(() -> Optional.of(handedOver(file)))
            : Optional.empty();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to the temporary folder", e);
    }
  }

  /** Trainers that have begun from an older one will fall behind, and take over this state. */
  private Optional<RestoredStudent> fromLaterCheckpoint(long steps) {
    long readable =
        topic
            .last()
            .filter(published -> Files.isReadable(Path.of(published.path())))
            .map(CheckpointPublished::step)
            .orElse(0L);
    if (Math.max(folder.newestStep(), readable) <= steps) {
      return Optional.empty();
    }
    Optional<RestoredStudent> kept = fromCheckpoints();
    boolean later = kept.filter(opened -> opened.point().nextStep() > steps).isPresent();
    if (later) {
      LOG.info(
          "a checkpoint here is later than the {} steps that the other trainers have learned",
          steps);
      return kept;
    }
    kept.ifPresent(opened -> opened.model().close());
    return Optional.empty();
  }

  private RestoredStudent handedOver(Path state) {
    String student = topic.provenance().student();
    try {
      return ofOthers(state, false);
    } catch (CheckpointUnreadable e) {
      throw new StateRefused(student, e.reason(), e);
    } catch (ForeignCheckpoint e) {
      throw new StateRefused(student, e.reason(), e);
    }
  }

  /** A student's checkpoints lie on the machine that wrote them, which may be another one. */
  private Optional<RestoredStudent> fromCheckpoints() {
    long here = folder.newestStep();
    return topic
        .last()
        .filter(published -> published.step() > here)
        .flatMap(this::fromAnnounced)
        .or(() -> folder.newest(this::own));
  }

  private Optional<RestoredStudent> fromAnnounced(CheckpointPublished published) {
    Path file = Path.of(published.path());
    try {
      if (Files.isReadable(file)) {
        return Optional.of(ofOthers(file, true));
      }
      LOG.warn(
          "the newest checkpoint of {}, after {} steps, is {}, which cannot be read from here:"
              + " steps since an older one are learned again",
          published.student(),
          published.step(),
          file);
    } catch (CheckpointUnreadable e) {
      LOG.warn("{}", e.getMessage());
    }
    return Optional.empty();
  }

  private RestoredStudent own(Path checkpoint) {
    return checked(
        Trainable.resume(checkpoint, Optional.of(factory.folder()), factory.device()),
        checkpoint,
        true);
  }

  /** What another wrote brings numbers, but no code: its module must be the one made here. */
  private RestoredStudent ofOthers(Path checkpoint, boolean kept) {
    String module;
    try (Trainable fresh = factory.create()) {
      module = fresh.descriptor().sha256();
    }
    return checked(
        Trainable.resume(checkpoint, Optional.of(factory.folder()), factory.device(), module),
        checkpoint,
        kept);
  }

  private RestoredStudent checked(Resumed resumed, Path checkpoint, boolean kept) {
    try {
      ResumePoint point = topic.provenance().point(resumed.metadata(), checkpoint);
      int shards = point.nextOffsets().size();
      int expected = topic.run().settings().shards();
      if (shards != expected) {
        throw new ForeignCheckpoint(
            checkpoint, "shards", Integer.toString(shards), Integer.toString(expected));
      }
      factory.check(resumed.model().descriptor());
      tellOfOtherSettings(resumed.model().settings());
      LOG.info("goes on from {} at step {}", checkpoint, point.nextStep());
      return new RestoredStudent(resumed.model(), point, kept);
    } catch (RuntimeException e) {
      resumed.model().close();
      throw e;
    }
  }

  /** A student learns to its end as it began: another schedule half-way is another student. */
  private void tellOfOtherSettings(OptimizerSettings kept) {
    OptimizerSettings given = factory.optimizer();
    if (!given.equals(kept)) {
      LOG.warn(
          "aria.student-trainer.optimizer or aria.run.steps have changed: {} stays with {}, not {}",
          topic.provenance().student(),
          kept,
          given);
    }
  }

  private RestoredStudent begun() {
    Trainable fresh = factory.create();
    String space = factory.lossSpace() == LossSpace.TEACHER ? "" : factory.lossSpace().text();
    String like = fresh.settings() + fresh.weightsSha256() + space;
    return new RestoredStudent(
        fresh, ResumePoint.beginning(topic.run().settings().shards(), like), true);
  }
}
