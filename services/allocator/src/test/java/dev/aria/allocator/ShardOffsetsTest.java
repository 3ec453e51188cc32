package dev.aria.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ShardOffsetsTest {
  private final ShardOffsets offsets = new ShardOffsets(2, List.of(0L, 0L));

  @Test
  void after_ticksInOrder_givesOffsetAfterTheLastReportOfEach() {
    report(0, 0, 0, 1, 2, 3);
    report(1, 0, 0, 1);

    assertThat(offsets.after(0)).containsExactly(2L, 2L);

    report(1, 2, 2, 3);

    assertThat(offsets.after(1)).containsExactly(4L, 4L);
  }

  @Test
  void observe_stepsReportedAgain_keepsTheFirst() {
    report(0, 0, 0, 1);
    report(1, 0, 0, 1);
    report(0, 2, 0, 1);

    assertThat(offsets.after(0)).containsExactly(2L, 2L);
  }

  @Test
  void after_laterStart_goesOnFromThere() {
    ShardOffsets later = new ShardOffsets(2, List.of(7L, 9L));
    later.observe(0, 3, 8);
    later.observe(1, 3, 12);

    assertThat(later.after(1)).containsExactly(9L, 13L);
  }

  private void report(int shard, long firstOffset, long... steps) {
    for (int i = 0; i < steps.length; i++) {
      offsets.observe(shard, steps[i], firstOffset + i);
    }
  }
}
