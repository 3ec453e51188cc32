package dev.aria.trials.chaos.faults;

import dev.aria.trials.chaos.processes.ChaosServers;
import dev.aria.trials.chaos.processes.ServiceProcesses;
import dev.aria.trials.chaos.recovery.RedisView;
import dev.aria.trials.chaos.recovery.RejoinCheck;
import dev.aria.trials.chaos.recovery.RunTimeline;
import dev.aria.trials.chaos.recovery.TimelineWatch;
import java.time.Duration;

/**
 * What faults are done to, and how their end is seen.
 *
 * @param processes the run's processes
 * @param servers its Kafka and Redis
 * @param watch its logs
 * @param redis what Redis holds of it
 * @param rejoins who was away and has to be back at work
 * @param stepsPerTick global steps of one tick of its statistics
 * @param patience longest wait for a recovery
 */
public record FaultTarget(
    ServiceProcesses processes,
    ChaosServers servers,
    TimelineWatch watch,
    RedisView redis,
    RejoinCheck rejoins,
    int stepsPerTick,
    Duration patience) {
  public RunTimeline timeline() {
    return watch.timeline();
  }
}
