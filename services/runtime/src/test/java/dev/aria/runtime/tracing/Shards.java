package dev.aria.runtime.tracing;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.WeightsVersion;
import dev.aria.core.tensor.Tensor;
import dev.aria.runtime.tracing.TracedWork.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Work on the shards of run {@code r}; each stage takes a second, 10 s after the one before. */
final class Shards {
  static final Instant BEGAN = Instant.ofEpochSecond(1_700_000_000);

  private Shards() {}

  static TracedWork draw(long step, int shard) {
    return TracedWork.of(TracedStage.DRAW, draws(step, shard), seconds(0, 1), Map.of());
  }

  static TracedWork target(long step, int shard) {
    return new TracedWork(
        TracedStage.TARGET,
        draws(step, shard),
        seconds(10, 13),
        Map.of(),
        List.of(
            new TracedWork.Part("wait", seconds(10, 11)),
            new TracedWork.Part("inference", seconds(11, 12)),
            new TracedWork.Part("produce", seconds(12, 13))));
  }

  static TracedWork learn(long step, int shard, String student, boolean lead) {
    return TracedWork.of(
        TracedStage.LEARN,
        draws(step, shard),
        seconds(20, 21),
        Map.of("aria.student", student, "aria.lead", Boolean.toString(lead)));
  }

  private static Interval seconds(int from, int to) {
    return new Interval(BEGAN.plusSeconds(from), BEGAN.plusSeconds(to));
  }

  static DrawBatch draws(long step, int shard) {
    Draw draw =
        new Draw(
            step,
            Branch.NULL,
            Draw.NO_REGION,
            Optional.empty(),
            Draw.NO_CONDITION,
            0,
            0,
            0,
            Draw.NO_POSITION,
            1,
            1,
            1);
    return new DrawBatch(
        "r",
        0,
        "map",
        "pairs",
        step,
        shard,
        WeightsVersion.INITIAL,
        List.of(draw),
        Tensor.of(new float[0], 0, 2));
  }
}
