package dev.aria.trials.bench;

import java.util.Map;
import java.util.Optional;

/**
 * Every contender once, one after another.
 *
 * @param load load average of the machine when it began
 * @param laps by contender
 */
record Repetition(double load, Map<Contender, Lap> laps) {
  Repetition {
    laps = Map.copyOf(laps);
  }

  /** Samples a second of {@code contender}; empty when it did not run. */
  Optional<Double> rate(Contender contender) {
    return Optional.ofNullable(laps.get(contender)).map(Lap::samplesPerSecond);
  }

  /** Rate of the faster of the two bare loops. */
  double bare() {
    return Math.max(
        rate(Contender.OVERLAPPED).orElseThrow(), rate(Contender.SEQUENTIAL).orElseThrow());
  }

  /** The pipeline against the faster bare loop. */
  double pipelineRatio() {
    return rate(Contender.PIPELINE).orElseThrow() / bare();
  }

  /** Replay against the loop in memory. */
  double replayRatio() {
    return rate(Contender.REPLAY).orElseThrow() / rate(Contender.IN_MEMORY).orElseThrow();
  }

  /** Another pipeline against the plain one; empty when it did not run. */
  Optional<Double> ratioOf(Contender pipeline) {
    return rate(pipeline).map(rate -> rate / rate(Contender.PIPELINE).orElseThrow());
  }
}
