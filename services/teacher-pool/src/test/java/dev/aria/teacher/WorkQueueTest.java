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
  private final WorkQueue queue = new WorkQueue(10);

  @Test
  void take_severalSmallBatches_fillsAJobButNotOver() {
    for (int step = 0; step < 3; step++) {
      queue.add(new Work(step % 2, step, small.batch(step, 0)));
    }

    assertThat(queue.fillsJob()).isTrue();
    assertThat(queue.take()).extracting(Work::offset).containsExactly(0L, 1L);
    assertThat(queue.fillsJob()).isFalse();
    assertThat(queue.take()).extracting(Work::offset).containsExactly(2L);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void take_batchLargerThanAJob_goesAlone() {
    queue.add(new Work(0, 0, large.batch(0, 0)));
    queue.add(new Work(0, 1, small.batch(1, 0)));

    assertThat(queue.take()).extracting(Work::offset).containsExactly(0L);
  }

  @Test
  void revoked_partition_dropsItsBatchesAlone() {
    queue.add(new Work(0, 0, small.batch(0, 0)));
    queue.add(new Work(1, 0, small.batch(0, 1)));
    queue.revoked(Set.of(0));

    assertThat(queue.take()).extracting(Work::partition).containsExactly(1);
    assertThat(queue.fillsJob()).isFalse();
  }
}
