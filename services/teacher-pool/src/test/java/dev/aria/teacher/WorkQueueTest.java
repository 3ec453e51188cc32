package dev.aria.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.fixtures.InMemoryPairs;
import dev.aria.teacher.draws.DrawBatches;
import dev.aria.teacher.draws.Work;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WorkQueueTest {
  private final DrawBatches small = new DrawBatches("run", new InMemoryPairs(3, 2, 2), 4, 9, 10);
  private final DrawBatches large = new DrawBatches("run", new InMemoryPairs(3, 2, 2), 20, 9, 10);
  private final WorkQueue queue = new WorkQueue(10, false);

  @Test
  void take_severalSmallBatches_fillsAJobButNotOver() {
    for (int step = 0; step < 3; step++) {
      queue.add(new Work(step % 2, step, small.batch(step, 0), 0));
    }

    assertThat(queue.fillsJob(Set.of())).isTrue();
    assertThat(queue.take(Set.of())).extracting(Work::offset).containsExactly(0L, 1L);
    assertThat(queue.fillsJob(Set.of())).isFalse();
    assertThat(queue.take(Set.of())).extracting(Work::offset).containsExactly(2L);
    assertThat(queue.hasWork(Set.of())).isFalse();
  }

  @Test
  void take_batchLargerThanAJob_goesAlone() {
    queue.add(new Work(0, 0, large.batch(0, 0), 0));
    queue.add(new Work(0, 1, small.batch(1, 0), 0));

    assertThat(queue.take(Set.of())).extracting(Work::offset).containsExactly(0L);
  }

  @Test
  void revoked_partition_dropsItsBatchesAlone() {
    queue.add(new Work(0, 0, small.batch(0, 0), 0));
    queue.add(new Work(1, 0, small.batch(0, 1), 0));
    queue.revoked(Set.of(0));

    assertThat(queue.take(Set.of())).extracting(Work::partition).containsExactly(1);
    assertThat(queue.fillsJob(Set.of())).isFalse();
  }

  @Test
  void take_inOrder_leavesPartitionsThatAreAtWork() {
    WorkQueue inOrder = new WorkQueue(8, true);
    for (int step = 0; step < 4; step++) {
      inOrder.add(new Work(step % 2, step, small.batch(step, 0), 0));
    }

    assertThat(inOrder.take(Set.of(0))).extracting(Work::offset).containsExactly(1L, 3L);
    assertThat(inOrder.hasWork(Set.of(0, 1))).isFalse();
    assertThat(inOrder.fillsJob(Set.of(0))).isFalse();
    assertThat(inOrder.take(Set.of(1))).extracting(Work::offset).containsExactly(0L, 2L);
  }
}
