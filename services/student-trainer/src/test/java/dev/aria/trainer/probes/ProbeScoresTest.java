package dev.aria.trainer.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.record.DiscrepancySum;
import dev.aria.core.record.ProbeSet;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.training.MicroBatch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ProbeScoresTest {
  private static final int PROBES = 12;

  private final ProbeScores scores = new ProbeScores(1, 2, NoiseSchedule.linear(100, 1e-4, 0.02));

  private static ProbeSet set(int region, String map) {
    return new ProbeSet(
        "run",
        0,
        map,
        region,
        Tensor.of(new float[PROBES * 2], PROBES, 2),
        IntStream.range(0, PROBES).map(i -> i * 8).boxed().toList(),
        LongStream.range(0, PROBES).boxed().toList(),
        Tensor.of(new float[PROBES * 3], PROBES, 3),
        Tensor.of(new float[PROBES * 2], PROBES, 2),
        "teacher");
  }

  @Test
  void at_eightSteps_scoresEveryProbeOnceInItsRegionsShard() {
    scores.add(set(0, "map"));
    scores.add(set(3, "map"));
    long[] counts = new long[2];
    for (long step = 0; step < ProbeRotation.PARTS; step++) {
      for (int shard = 0; shard < 2; shard++) {
        int region = shard * 3;
        List<DiscrepancySum> sums = scores.at(step, shard, "map", ProbeScoresTest::halves);
        assertThat(sums).allMatch(sum -> sum.region() == region);
        counts[shard] += sums.stream().mapToLong(DiscrepancySum::count).sum();
      }
    }

    assertThat(counts).containsExactly(PROBES, PROBES);
  }

  @Test
  void at_probesOfAnotherMap_scoresNone() {
    scores.add(set(0, "old map"));

    for (long step = 0; step < ProbeRotation.PARTS; step++) {
      assertThat(scores.at(step, 0, "map", ProbeScoresTest::halves)).isEmpty();
    }
  }

  private static float[] halves(MicroBatch batch) {
    float[] scores = new float[batch.size()];
    Arrays.fill(scores, 0.5f);
    return scores;
  }
}
