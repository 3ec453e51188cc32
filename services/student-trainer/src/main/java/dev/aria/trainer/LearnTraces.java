package dev.aria.trainer;

import dev.aria.runtime.tracing.ShardTraces;
import dev.aria.runtime.tracing.TracedStage;
import dev.aria.runtime.tracing.TracedWork;
import dev.aria.trainer.targets.PreparedStep;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Tells of shards whose gradients a student has computed. */
final class LearnTraces {
  /** Tells nobody. */
  static final LearnTraces OFF = new LearnTraces(ShardTraces.OFF, Clock.systemUTC(), Map.of());

  private final ShardTraces traces;
  private final InstantSource clock;
  private final Map<String, String> attributes;

  private LearnTraces(ShardTraces traces, InstantSource clock, Map<String, String> attributes) {
    this.traces = traces;
    this.clock = clock;
    this.attributes = attributes;
  }

  /**
   * @param student name of the student
   * @param lead whether it steers the draws; a replay does not
   */
  static LearnTraces of(ShardTraces traces, InstantSource clock, String student, boolean lead) {
    return new LearnTraces(
        traces, clock, Map.of("aria.student", student, "aria.lead", Boolean.toString(lead)));
  }

  Instant now() {
    return clock.instant();
  }

  /** The gradients of {@code shards}, begun at {@code began}, are there. */
  void learned(PreparedStep step, List<Integer> shards, Instant began) {
    if (traces.keeps(step.step().step())) {
      TracedWork.Interval time = new TracedWork.Interval(began, clock.instant());
      for (int shard : shards) {
        traces.add(TracedWork.of(TracedStage.LEARN, step.draws(shard), time, attributes));
      }
    }
  }
}
