package dev.aria.trainer;

import dev.aria.core.record.CheckpointPublished;
import dev.aria.models.training.CheckpointUnreadable;
import dev.aria.models.training.OptimizerSettings;
import dev.aria.models.training.Resumed;
import dev.aria.models.training.Trainable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a student where it, or its other trainers, left it. */
final class StudentOpening {
  private static final Logger LOG = LoggerFactory.getLogger(StudentOpening.class);

  private final StudentTopics topics;
  private final CheckpointShelf shelf;
  private final StudentBirth birth;
  private final String device;

  /**
   * A student and where it stands.
   *
   * @param model the caller closes it
   * @param kept whether a checkpoint stands at that point, or none is needed: a student that has
   *     just been begun
   */
  record Opened(Trainable model, ResumePoint point, boolean kept) {}

  /**
   * @param device that the student is to live on
   */
  StudentOpening(StudentTopics topics, CheckpointShelf shelf, StudentBirth birth, String device) {
    this.topics = topics;
    this.shelf = shelf;
    this.birth = birth;
    this.device = device;
  }

  /**
   * The student as its other trainers have it, unless a later checkpoint is here; else at the later
   * of two: the newest good checkpoint here and the one last announced, if that can be read from
   * here; else newborn.
   *
   * @param peers how the other trainers are found
   * @throws ForeignCheckpoint when what was found is another run's, student's or lineage's
   * @throws StateRefused when what the other trainers have is
   */
  Opened open(JoiningPeers peers) {
    return fromPeers(peers).or(this::fromCheckpoints).orElseGet(this::begun);
  }

  private Optional<Opened> fromPeers(JoiningPeers peers) {
    try {
      Path file = Files.createTempFile("aria-state", ".aria");
      try {
        OptionalLong steps = peers.receiveState(file);
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
  private Optional<Opened> fromLaterCheckpoint(long steps) {
    long readable =
        topics
            .lastAnnounced()
            .filter(published -> Files.isReadable(Path.of(published.path())))
            .map(CheckpointPublished::step)
            .orElse(0L);
    if (Math.max(shelf.newestStep(), readable) <= steps) {
      return Optional.empty();
    }
    Optional<Opened> kept = fromCheckpoints();
    boolean later = kept.filter(opened -> opened.point().nextStep() > steps).isPresent();
    if (later) {
      LOG.info("the other trainers have learned {} steps only", steps);
      return kept;
    }
    kept.ifPresent(opened -> opened.model().close());
    return Optional.empty();
  }

  private Opened handedOver(Path state) {
    String student = topics.provenance().student();
    try {
      return ofOthers(state, false);
    } catch (CheckpointUnreadable e) {
      throw new StateRefused(student, e.reason(), e);
    } catch (ForeignCheckpoint e) {
      throw new StateRefused(student, e.reason(), e);
    }
  }

  /** A student's checkpoints lie wherever its chief was when they were due. */
  private Optional<Opened> fromCheckpoints() {
    long here = shelf.newestStep();
    return topics
        .lastAnnounced()
        .filter(published -> published.step() > here)
        .flatMap(this::fromAnnounced)
        .or(() -> shelf.newest(this::own));
  }

  private Optional<Opened> fromAnnounced(CheckpointPublished published) {
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

  private Opened own(Path checkpoint) {
    return checked(Trainable.resume(checkpoint, device), checkpoint, true);
  }

  /** What another wrote brings numbers, but no code: its module must be the one made here. */
  private Opened ofOthers(Path checkpoint, boolean kept) {
    String module;
    try (Trainable newborn = birth.newborn()) {
      module = newborn.descriptor().sha256();
    }
    return checked(Trainable.resume(checkpoint, device, module), checkpoint, kept);
  }

  private Opened checked(Resumed resumed, Path checkpoint, boolean kept) {
    try {
      ResumePoint point = topics.provenance().point(resumed.metadata(), checkpoint);
      int shards = point.nextOffsets().size();
      int expected = topics.run().shards();
      if (shards != expected) {
        throw new ForeignCheckpoint(
            checkpoint, "shards", Integer.toString(shards), Integer.toString(expected));
      }
      tellOfOtherSettings(resumed.model().settings());
      LOG.info("goes on from {} at step {}", checkpoint, point.nextStep());
      return new Opened(resumed.model(), point, kept);
    } catch (RuntimeException e) {
      resumed.model().close();
      throw e;
    }
  }

  /** A student learns to its end as it began: another schedule half-way is another student. */
  private void tellOfOtherSettings(OptimizerSettings kept) {
    OptimizerSettings given = birth.optimizer();
    if (!given.equals(kept)) {
      LOG.warn(
          "aria.student-trainer.optimizer or aria.run.steps have changed: {} stays with {}, not {}",
          topics.provenance().student(),
          kept,
          given);
    }
  }

  private Opened begun() {
    Trainable newborn = birth.newborn();
    String like = newborn.settings() + newborn.weightsSha256();
    return new Opened(newborn, ResumePoint.beginning(topics.run().shards(), like), true);
  }
}
