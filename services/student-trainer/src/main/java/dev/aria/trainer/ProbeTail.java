package dev.aria.trainer;

import dev.aria.core.record.ProbeSet;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A run's probes: those written by now, at whose end is said that they are read, and later ones.
 */
final class ProbeTail implements Polling.Source {
  private static final Duration POLL = Duration.ofMillis(250);

  /**
   * What the tail tells.
   *
   * @param built hears of the probes of each region
   * @param readToEnd runs once everything that was written when reading began has been told
   */
  record Outlets(Consumer<ProbeSet> built, Runnable readToEnd) {}

  private final TopicReader<ProbeSet> reader;
  private final ProbeGate gate;
  private final TrainerMetrics metrics;
  private final Outlets outlets;
  private final Map<Integer, Long> ends;
  private boolean atEnd;

  /**
   * @param reader stands at the beginning; closed with this
   * @param gate refuses what does not belong here
   */
  ProbeTail(TopicReader<ProbeSet> reader, ProbeGate gate, TrainerMetrics metrics, Outlets outlets) {
    this.reader = reader;
    this.gate = gate;
    this.metrics = metrics;
    this.outlets = outlets;
    this.ends = reader.endOffsets();
  }

  @Override
  public void poll() {
    if (!atEnd && hasReachedEnds()) {
      atEnd = true;
      outlets.readToEnd().run();
    }
    reader.poll(POLL).forEach(this::take);
  }

  private boolean hasReachedEnds() {
    return reader.hasReached(ends);
  }

  private void take(Received<ProbeSet> received) {
    Optional<String> refusal = gate.refusal(received.value());
    if (refusal.isPresent()) {
      reader.refuse(received, refusal.get());
      metrics.refused();
    } else {
      outlets.built().accept(received.value());
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
