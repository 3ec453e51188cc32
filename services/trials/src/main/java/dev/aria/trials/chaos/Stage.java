package dev.aria.trials.chaos;

import java.time.Duration;

/**
 * What faults are done to, and how their end is seen.
 *
 * @param crew the run's processes
 * @param servers its Kafka and Redis
 * @param watch its logs
 * @param redis what Redis holds of it
 * @param returns who was away and has to be back at work
 * @param stepsPerTick global steps of one tick of its statistics
 * @param patience longest wait for a recovery
 */
record Stage(
    Crew crew,
    ChaosServers servers,
    FlowWatch watch,
    RedisView redis,
    Returns returns,
    int stepsPerTick,
    Duration patience) {
  Flow flow() {
    return watch.flow();
  }
}
