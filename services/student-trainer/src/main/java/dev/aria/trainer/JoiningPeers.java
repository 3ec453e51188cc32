package dev.aria.trainer;

import dev.aria.core.record.PeerRecord;
import dev.aria.runtime.kafka.Cluster;
import dev.aria.runtime.kafka.Received;
import dev.aria.runtime.kafka.TopicReader;
import dev.aria.runtime.kafka.TopicWriter;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a trainer that comes finds the trainers that its student has already. */
final class JoiningPeers {
  private static final Logger LOG = LoggerFactory.getLogger(JoiningPeers.class);
  private static final Duration ASK_EVERY = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Cluster cluster;
  private final RunSettings run;
  private final Provenance provenance;
  private final String self;
  private final Clock clock;

  /**
   * @param self name of this trainer, unlike any other's
   */
  JoiningPeers(Cluster cluster, RunSettings run, Provenance provenance, String self, Clock clock) {
    this.cluster = cluster;
    this.run = run;
    this.provenance = provenance;
    this.self = self;
    this.clock = clock;
  }

  /** The group in which the trainers of the student share out its shards. */
  String group() {
    return Topics.gradients(run, provenance.student()).name();
  }

  /**
   * Waits for a state as long as the student has other trainers, and keeps it in {@code file}.
   *
   * @return false when there are none (any more), so that this one goes on from what it has
   */
  boolean receiveState(Path file) {
    if (cluster.members(group()) == 0) {
      return false;
    }
    try (TopicReader<PeerRecord> reader = states();
        TopicWriter<PeerRecord> writer = writer()) {
      StateIntake intake = new StateIntake(file);
      Instant askAt = clock.instant();
      while (cluster.members(group()) > 0) {
        if (!clock.instant().isBefore(askAt)) {
          LOG.info("student {} has other trainers: asking for its state", provenance.student());
          writer.send(Topics.ARRIVALS, self, arrival(true)).toCompletableFuture().join();
          askAt = clock.instant().plus(ASK_EVERY);
        }
        for (Received<PeerRecord> received : reader.poll(POLL)) {
          askAt = clock.instant().plus(ASK_EVERY);
          if (isOurs(received.value()) && intake.add(received.value())) {
            return true;
          }
        }
      }
      return false;
    }
  }

  /** From the present end on. */
  private TopicReader<PeerRecord> states() {
    TopicReader<PeerRecord> reader =
        cluster.reader(Topics.peers(run, provenance.student()), List.of(Topics.STATES));
    reader.seek(Topics.STATES, reader.endOffsets().getOrDefault(Topics.STATES, 0L));
    return reader;
  }

  /** Where arrivals are announced; the caller closes it. */
  TopicWriter<PeerRecord> writer() {
    return cluster.writer(Topics.peers(run, provenance.student()));
  }

  PeerRecord.Arrival arrival(boolean wantsState) {
    return new PeerRecord.Arrival(
        provenance.run(), provenance.student(), provenance.lineage(), self, wantsState);
  }

  /** Whether {@code record} is of this run, student and lineage. */
  boolean isOurs(PeerRecord record) {
    return record.run().equals(provenance.run())
        && record.student().equals(provenance.student())
        && record.lineage() == provenance.lineage();
  }
}
