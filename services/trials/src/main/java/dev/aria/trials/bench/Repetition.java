package dev.aria.trials.bench;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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

  /** Rate of the faster of the bare loops that ran. */
  double bare() {
    return Stream.of(Contender.OVERLAPPED, Contender.SEQUENTIAL)
        .flatMap(loop -> rate(loop).stream())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** {@code pipeline} against the faster bare loop; empty when it did not run. */
  Optional<Double> toBare(Contender pipeline) {
    return rate(pipeline).map(rate -> rate / bare());
  }

  /** Replay against the loop in memory; empty when they did not run. */
  Optional<Double> replayRatio() {
    return rate(Contender.REPLAY)
        .flatMap(replay -> rate(Contender.IN_MEMORY).map(memory -> replay / memory));
  }

  /** Another pipeline against the plain one; empty when it did not run. */
  Optional<Double> ratioOf(Contender pipeline) {
    return rate(pipeline).map(rate -> rate / rate(Contender.PIPELINE).orElseThrow());
  }
}
