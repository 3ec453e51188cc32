package dev.aria.runtime.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.StepReport;
import dev.aria.runtime.kafka.reading.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CompleteStepsTest {
  private static final int SHARDS = 3;
  private static final int STEPS = 40;

  @Test
  void add_anyOrderBetweenShardsWithRepeats_givesEveryStepOnceInOrder() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      CompleteSteps steps = new CompleteSteps(SHARDS);
      List<List<Received<StepReport>>> complete = new ArrayList<>();
      long[] next = new long[SHARDS];

      while (LongStream.of(next).min().orElseThrow() < STEPS) {
        int shard = random.nextInt(SHARDS);
        complete.addAll(steps.add(Reports.of(next[shard], shard)));
        boolean again = random.nextInt(8) == 0;
        next[shard] = again ? Math.max(0, next[shard] - random.nextInt(5)) : next[shard] + 1;
      }

      assertThat(complete).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(STEPS);
      for (int step = 0; step < STEPS; step++) {
        long expected = step;
        assertThat(complete.get(step))
            .extracting(report -> report.value().shard())
            .containsExactly(0, 1, 2);
        assertThat(complete.get(step)).allMatch(report -> report.value().step() == expected);
      }
    }
  }

  @Test
  void add_oldestReportsNotKept_beginsWhereAllShardsHaveThem() {
    CompleteSteps steps = new CompleteSteps(2);

    assertThat(steps.add(Reports.of(7, 0))).isEmpty();
    assertThat(steps.add(Reports.of(8, 0))).isEmpty();
    assertThat(steps.add(Reports.of(9, 0))).isEmpty();
    assertThat(steps.add(Reports.of(8, 1)))
        .singleElement()
        .satisfies(step -> assertThat(step.get(0).value().step()).isEqualTo(8));
    assertThat(steps.add(Reports.of(9, 1))).hasSize(1);
  }

  @Test
  void add_aReportIsLost_leavesThatStepOutAndGoesOn() {
    CompleteSteps steps = new CompleteSteps(2);
    List<List<Received<StepReport>>> complete = new ArrayList<>();

    for (int step = 0; step < 5; step++) {
      complete.addAll(steps.add(Reports.of(step, 0)));
      if (step != 2) {
        complete.addAll(steps.add(Reports.of(step, 1)));
      }
    }

    assertThat(complete)
        .extracting(step -> step.get(0).value().step())
        .containsExactly(0L, 1L, 3L, 4L);
  }

  @Test
  void add_shardThatTheRunDoesNotHave_isPassedOver() {
    CompleteSteps steps = new CompleteSteps(1);

    assertThat(steps.add(Reports.of(0, 1))).isEmpty();
    assertThat(steps.add(Reports.of(0, 0))).hasSize(1);
  }
}
