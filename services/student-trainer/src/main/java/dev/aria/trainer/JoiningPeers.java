package dev.aria.trainer;

import dev.aria.core.record.PeerRecord;
import dev.aria.runtime.kafka.Received;
import dev.aria.runtime.kafka.TopicReader;
import dev.aria.runtime.kafka.TopicWriter;
import dev.aria.runtime.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

  /**
   * @param self name of this trainer, unlike any other's
   */
  JoiningPeers(StudentTopics topics, String self, Clock clock) {
    this.topics = topics;
    this.self = self;
    this.clock = clock;
  }

  /**
   * Waits for a state as long as the student has other trainers, and keeps it in {@code file}.
   *
   * @return false when there are none (any more), so that this one goes on from what it has
   */
  boolean receiveState(Path file) {
    if (topics.members() == 0) {
      return false;
    }
    try (TopicReader<PeerRecord> reader = topics.states();
        TopicWriter<PeerRecord> writer = topics.peerWriter()) {
      StateIntake intake = new StateIntake(file);
      Instant askAt = clock.instant();
      while (topics.members() > 0) {
        if (!clock.instant().isBefore(askAt)) {
          LOG.info("student {} has other trainers: asking for its state", student());
          writer.send(Topics.ARRIVALS, self, arrival(true)).toCompletableFuture().join();
          askAt = clock.instant().plus(ASK_EVERY);
        }
        for (Received<PeerRecord> received : reader.poll(POLL)) {
          askAt = clock.instant().plus(ASK_EVERY);
          if (topics.isOurs(received.value()) && intake.add(received.value())) {
            return true;
          }
        }
      }
      return false;
    }
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
