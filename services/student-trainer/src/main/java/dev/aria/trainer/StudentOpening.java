package dev.aria.trainer;

import dev.aria.models.training.CheckpointUnreadable;
import dev.aria.models.training.OptimizerSettings;
import dev.aria.models.training.Resumed;
import dev.aria.models.training.Trainable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
   */
  record Opened(Trainable model, ResumePoint point) {}

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
   * The student as its other trainers have it, else at its newest good checkpoint here, else at the
   * one last announced if that can be read from here, else newborn.
   *
   * @param peers how the other trainers are found
   * @throws ForeignCheckpoint when what was found is another run's, student's or lineage's
   */
  Opened open(JoiningPeers peers) {
    return fromPeers(peers)
        .or(() -> shelf.newest(this::own))
        .or(this::fromAnnounced)
        .orElseGet(this::begun);
  }

  private Optional<Opened> fromPeers(JoiningPeers peers) {
    try {
      Path file = Files.createTempFile("aria-state", ".aria");
      try {
        return peers.receiveState(file) ? Optional.of(ofOthers(file)) : Optional.empty();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to the temporary folder", e);
    }
  }

  private Optional<Opened> fromAnnounced() {
    return topics
        .lastAnnounced()
        .map(published -> Path.of(published.path()))
        .filter(Files::isReadable)
        .flatMap(this::ifWhole);
  }

  private Optional<Opened> ifWhole(Path checkpoint) {
    try {
      return Optional.of(ofOthers(checkpoint));
    } catch (CheckpointUnreadable e) {
      LOG.warn("{}", e.getMessage());
      return Optional.empty();
    }
  }

  private Opened own(Path checkpoint) {
    return checked(Trainable.resume(checkpoint, device), checkpoint);
  }

  /** What another wrote brings numbers, but no code: its module must be the one made here. */
  private Opened ofOthers(Path checkpoint) {
    String module;
    try (Trainable newborn = birth.newborn()) {
      module = newborn.descriptor().sha256();
    }
    return checked(Trainable.resume(checkpoint, device, module), checkpoint);
  }

  private Opened checked(Resumed resumed, Path checkpoint) {
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
      return new Opened(resumed.model(), point);
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
    return new Opened(newborn, ResumePoint.beginning(topics.run().shards(), like));
  }
}
