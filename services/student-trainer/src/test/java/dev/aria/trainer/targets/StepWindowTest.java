package dev.aria.trainer.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.record.TargetBatch;
import dev.aria.trainer.fixtures.TargetBatches;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StepWindowTest {
  private final TargetBatches targets = new TargetBatches("run", 3, 2, 2, 10, "teacher");

  @Test
  void next_shardMissing_waitsForIt() {
    StepWindow window = new StepWindow(List.of(0L, 0L), 0, 8, 100);
    window.offer(0, targets.batch(0, 0));

    assertThat(window.next()).isEmpty();
    assertThat(window.waitedFor()).containsExactly(1);

    window.offer(0, targets.batch(0, 1));
    assertThat(window.next()).isPresent();
    assertThat(window.nextStep()).isEqualTo(1);
  }

  @Test
  void offer_secondTargetOfAStepAndShard_isDropped() {
    StepWindow window = new StepWindow(List.of(0L), 0, 8, 100);
    TargetBatch first = targets.batch(0, 0);

    assertThat(window.offer(0, first)).isEqualTo(StepWindow.Fate.KEPT);
    assertThat(window.offer(1, targets.batch(0, 0, 1))).isEqualTo(StepWindow.Fate.DUPLICATE);
    assertThat(window.next().orElseThrow().shards()).containsExactly(first);
    assertThat(window.offer(2, targets.batch(0, 0, 2))).isEqualTo(StepWindow.Fate.DUPLICATE);
  }

  @Test
  void saturated_nextStepHeldAndEnoughBesides_pausesThatShardAlone() {
    StepWindow window = new StepWindow(List.of(0L, 0L), 0, 2, 100);
    window.offer(0, targets.batch(1, 0));
    window.offer(1, targets.batch(2, 0));
    window.offer(2, targets.batch(3, 0));
    assertThat(window.saturated()).isEmpty();

    window.offer(3, targets.batch(0, 0));
    assertThat(window.saturated()).containsExactly(0);
  }

  @Test
  void offer_farBeyondAMissingStep_namesIt() {
    StepWindow window = new StepWindow(List.of(0L), 5, 2, 10);

    assertThatThrownBy(
            () -> {
              for (long step = 6; step < 20; step++) {
                window.offer(step, targets.batch(step, 0));
              }
            })
        .isInstanceOf(TargetMissing.class)
        .hasMessageContaining("step 5, shard 0");
  }

  @Test
  void next_anyInterleavingOfTheShards_givesTheSameSteps() {
    for (int seed = 0; seed < 30; seed++) {
      List<List<TargetBatch>> log = log(new Random(seed));

      List<GlobalStep> once = steps(log, new Random(seed + 100), List.of(0L, 0L, 0L), 0);
      List<GlobalStep> again = steps(log, new Random(seed + 200), List.of(0L, 0L, 0L), 0);

      assertThat(once).hasSize(12);
      assertThat(batches(once)).isEqualTo(batches(again));
    }
  }

  @Test
  void nextOffsets_restartFromAnyStep_givesTheRestUnchanged() {
    for (int seed = 0; seed < 10; seed++) {
      List<List<TargetBatch>> log = log(new Random(seed));
      List<GlobalStep> all = steps(log, new Random(seed), List.of(0L, 0L, 0L), 0);

      for (GlobalStep stop : all) {
        List<GlobalStep> rest =
            steps(log, new Random(seed + 300), stop.nextOffsets(), stop.step() + 1);

        List<GlobalStep> expected = all.subList((int) stop.step() + 1, all.size());
        assertThat(batches(rest)).isEqualTo(batches(expected));
      }
    }
  }

  /** Twelve steps of three shards, locally out of order, some of them twice. */
  private List<List<TargetBatch>> log(Random random) {
    List<List<TargetBatch>> log = new ArrayList<>();
    for (int shard = 0; shard < 3; shard++) {
      List<TargetBatch> partition = new ArrayList<>();
      for (long step = 0; step < 12; step++) {
        int at = Math.max(0, partition.size() - random.nextInt(4));
        partition.add(at, targets.batch(step, shard));
        if (random.nextInt(3) == 0) {
          partition.add(targets.batch(step, shard, 1));
        }
      }
      log.add(partition);
    }
    return log;
  }

  private static List<List<TargetBatch>> batches(List<GlobalStep> steps) {
    return steps.stream().map(GlobalStep::shards).toList();
  }

  private static List<GlobalStep> steps(
      List<List<TargetBatch>> log, Random random, List<Long> from, long firstStep) {
    StepWindow window = new StepWindow(from, firstStep, 8, 100);
    long[] at = from.stream().mapToLong(Long::longValue).toArray();
    List<GlobalStep> steps = new ArrayList<>();
    List<Integer> open = new ArrayList<>(List.of(0, 1, 2));
    while (!open.isEmpty()) {
      int shard = open.get(random.nextInt(open.size()));
      if (at[shard] == log.get(shard).size()) {
        open.remove((Integer) shard);
        continue;
      }
      window.offer(at[shard], log.get(shard).get((int) at[shard]));
      at[shard]++;
      for (Optional<GlobalStep> step = window.next(); step.isPresent(); step = window.next()) {
        steps.add(step.get());
      }
    }
    return steps;
  }
}
