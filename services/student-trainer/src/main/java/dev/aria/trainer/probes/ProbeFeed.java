package dev.aria.trainer.probes;

import dev.aria.core.discrepancy.Signal;
import dev.aria.core.record.ProbeSet;
import dev.aria.runtime.kafka.reading.Received;
import dev.aria.runtime.kafka.reading.TopicReader;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.topic.Topics;
import dev.aria.trainer.feed.Feed;
import dev.aria.trainer.run.RunContext;
import dev.aria.trainer.run.TrainerMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A run's probes: those written by now, after which it says that they are read, and later ones. */
public final class ProbeFeed implements Feed {
  private static final Duration POLL = Duration.ofMillis(250);

  /**
   * What the feed tells.
   *
   * @param built hears of the probes of each region
   * @param readToEnd runs once everything that was written when reading began has been told
   */
  public record Callbacks(Consumer<ProbeSet> built, Runnable readToEnd) {}

  private final TopicReader<ProbeSet> reader;
  private final ProbeGate gate;
  private final TrainerMetrics metrics;
  private final Callbacks callbacks;
  private final Map<Integer, Long> ends;
  private boolean atEnd;

  /**
   * @param reader stands at the beginning; closed with this
   * @param gate refuses what does not belong here
   */
  ProbeFeed(
      TopicReader<ProbeSet> reader, ProbeGate gate, TrainerMetrics metrics, Callbacks callbacks) {
    this.reader = reader;
    this.gate = gate;
    this.metrics = metrics;
    this.callbacks = callbacks;
    this.ends = reader.endOffsets();
  }

  /** Opens the run's probes; call on the thread that polls them. */
  public static ProbeFeed open(RunContext run, Callbacks callbacks) {
    return new ProbeFeed(
        run.cluster().quietReader(Topics.probes(run.settings()), List.of(0)),
        new ProbeGate(run.settings(), run.teacher(), run.pairs().conditionShape()),
        run.metrics(),
        callbacks);
  }

  /** Whether the run's students are scored on probes. */
  public static boolean isWanted(RunSettings run) {
    return run.probes().perRegion() > 0 && run.allocation().signal() == Signal.PROBE;
  }

  @Override
  public void poll() {
    if (!atEnd && hasReachedEnds()) {
      atEnd = true;
      callbacks.readToEnd().run();
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
      callbacks.built().accept(received.value());
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
