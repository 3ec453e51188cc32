package dev.aria.trainer;

import dev.aria.core.record.PeerRecord;
import dev.aria.core.record.PeerRecord.StateChunk;
import dev.aria.runtime.kafka.failure.OffsetGone;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a trainer that comes finds the trainers that its student has already. */
final class JoiningPeers {
  private static final Logger LOG = LoggerFactory.getLogger(JoiningPeers.class);
  private static final Duration ASK_EVERY = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);

  private final StudentTopics topics;
  private final String self;
  private final Clock clock;
  private final BooleanSupplier leaving;

  /**
   * @param self name of this trainer, unlike any other's
   * @param leaving whether this trainer has been told to stop, and waits for nobody any more
   */
  JoiningPeers(StudentTopics topics, String self, Clock clock, BooleanSupplier leaving) {
    this.topics = topics;
    this.self = self;
    this.clock = clock;
    this.leaving = leaving;
  }

  /**
   * Waits for a state as long as the student has other trainers, and keeps it in {@code file}.
   *
   * @return steps that the state has learned; empty when there are no others (any more), so that
   *     this one goes on from what it has
   */
  OptionalLong receiveState(Path file) {
    if (topics.members() == 0) {
      return OptionalLong.empty();
    }
    try (TopicWriter<PeerRecord> writer = topics.peerWriter()) {
      while (true) {
        try (TopicReader<PeerRecord> reader = topics.states()) {
          return received(reader, writer, new StateIntake(file));
        } catch (OffsetGone e) {
          LOG.warn("a state of {} was deleted while it was read; asking again", student());
        }
      }
    }
  }

  private OptionalLong received(
      TopicReader<PeerRecord> reader, TopicWriter<PeerRecord> writer, StateIntake intake) {
    Instant askAt = clock.instant();
    while (!leaving.getAsBoolean() && topics.members() > 0) {
      if (!clock.instant().isBefore(askAt)) {
        LOG.info("student {} has other trainers: asking for its state", student());
        writer.send(Topics.ARRIVALS, self, arrival(true)).toCompletableFuture().join();
        askAt = clock.instant().plus(ASK_EVERY);
      }
      for (Received<PeerRecord> received : reader.poll(POLL)) {
        askAt = clock.instant().plus(ASK_EVERY);
        if (topics.isOurs(received.value())
            && received.value() instanceof StateChunk chunk
            && intake.add(chunk)) {
          return OptionalLong.of(chunk.step());
        }
      }
    }
    return OptionalLong.empty();
  }

  PeerRecord.Arrival arrival(boolean wantsState) {
    Provenance provenance = topics.provenance();
    return new PeerRecord.Arrival(
        provenance.run(), provenance.student(), provenance.lineage(), self, wantsState);
  }

  private String student() {
    return topics.provenance().student();
  }
}
