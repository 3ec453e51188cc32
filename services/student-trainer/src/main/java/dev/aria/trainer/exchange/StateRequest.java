package dev.aria.trainer.exchange;

import dev.aria.core.record.PeerRecord;
import dev.aria.core.record.PeerRecord.StateChunk;
import dev.aria.runtime.kafka.failure.OffsetGone;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.topic.Topics;
import dev.aria.trainer.checkpoint.PeerState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a trainer that joins asks the student's other trainers for their state. */
final class StateRequest implements PeerState {
  private static final Logger LOG = LoggerFactory.getLogger(StateRequest.class);
  private static final Duration ASK_EVERY = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);

  private final PeerTopics topics;
  private final PeerRecord.Arrival arrival;
  private final Clock clock;
  private final BooleanSupplier leaving;

  /**
   * @param arrival what this trainer says when it asks
   * @param leaving whether this trainer has been told to stop, and no longer waits for the others
   */
  StateRequest(
      PeerTopics topics, PeerRecord.Arrival arrival, Clock clock, BooleanSupplier leaving) {
    this.topics = topics;
    this.arrival = arrival;
    this.clock = clock;
    this.leaving = leaving;
  }

  @Override
  public OptionalLong receive(Path file) {
    if (topics.members() == 0) {
      return OptionalLong.empty();
    }
    try (TopicWriter<PeerRecord> writer = topics.peerWriter()) {
      while (true) {
        try (TopicReader<PeerRecord> reader = topics.states()) {
          return received(reader, writer, new StateIntake(file));
        } catch (OffsetGone e) {
          LOG.warn(
              "a state of student {} was deleted while it was read; asking again",
              arrival.student());
        }
      }
    }
  }

  private OptionalLong received(
      TopicReader<PeerRecord> reader, TopicWriter<PeerRecord> writer, StateIntake intake) {
    Instant askAt = clock.instant();
    while (!leaving.getAsBoolean() && topics.members() > 0) {
      if (!clock.instant().isBefore(askAt)) {
        LOG.info("student {} has other trainers: asking for its state", arrival.student());
        writer.send(Topics.ARRIVALS, arrival.trainer(), arrival).toCompletableFuture().join();
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
}
