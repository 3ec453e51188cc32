package dev.aria.trials.bench;

import java.util.Map;

/**
 * One contender, once.
 *
 * @param samplesPerSecond over the measured window
 * @param cores processor cores that each process kept busy over that window, by name
 */
record Lap(double samplesPerSecond, Map<String, Double> cores) {
  Lap {
    cores = Map.copyOf(cores);
  }

  /**
   * Processor time that {@code process} spent on a step of {@code batch} samples, in milliseconds:
   * unlike the rate, it moves little with what else the machine does.
   */
  double millisPerStep(String process, int batch) {
    return cores.getOrDefault(process, 0.0) * batch / samplesPerSecond * 1000;
  }
}
