package dev.aria.core.conditioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PathScheduleTest {
  private static final int LENGTH = 20;
  private static final PathSchedule PATHS = new PathSchedule(26, LENGTH, 4);

  @Test
  void position_alongAPath_visitsEveryPositionOnceAndInOrder() {
    Map<Long, List<Integer>> positions = new HashMap<>();
    for (long step = 0; step < 200; step++) {
      for (int shard = 0; shard < 4; shard++) {
        for (int place = 0; place < 26; place++) {
          positions
              .computeIfAbsent(PATHS.path(step, shard, place), path -> new ArrayList<>())
              .add(PATHS.position(step, shard, place));
        }
      }
    }

    List<Integer> whole = IntStream.range(0, LENGTH).boxed().toList();
    assertThat(positions.values()).filteredOn(p -> p.size() == LENGTH).hasSizeGreaterThan(900);
    assertThat(positions.values())
        .filteredOn(p -> p.size() == LENGTH)
        .allSatisfy(p -> assertThat(p).isEqualTo(whole));
    assertThat(positions.values()) // entered at step 0, or under way at the end
        .filteredOn(p -> p.size() < LENGTH)
        .allSatisfy(p -> assertThat(p).isEqualTo(whole.subList(p.get(0), p.get(0) + p.size())));
  }

  @Test
  void position_withinEveryStep_isSpreadEvenly() {
    for (long step = 0; step < 2 * LENGTH; step++) {
      int[] counts = new int[LENGTH];
      for (int shard = 0; shard < 4; shard++) {
        for (int place = 0; place < 26; place++) {
          counts[PATHS.position(step, shard, place)]++;
        }
      }

      assertThat(Arrays.stream(counts).summaryStatistics().getMin()).isGreaterThanOrEqualTo(5);
      assertThat(Arrays.stream(counts).summaryStatistics().getMax()).isLessThanOrEqualTo(6);
    }
  }

  @Test
  void begins_atPositionZeroAndAtTheFirstStep() {
    assertThat(IntStream.range(0, 26)).allMatch(place -> PATHS.begins(0, 3, place));
    for (long step = 1; step < 50; step++) {
      for (int place = 0; place < 26; place++) {
        assertThat(PATHS.begins(step, 1, place)).isEqualTo(PATHS.position(step, 1, place) == 0);
      }
    }
  }

  @Test
  void seed_ofPathsAndOfPromptsThatCycle_areFixedAndApart() {
    assertThat(LongStream.range(0, 1000).map(path -> PathSchedule.seed(7, path)).distinct())
        .hasSize(1000);
    assertThat(PathSchedule.seed(7, 3)).isEqualTo(-2553319633252646568L);
    assertThat(PathSchedule.reusedSeed(7, 99, 5, 3))
        .isEqualTo(PathSchedule.reusedSeed(7, 99, 2, 3));
    assertThat(PathSchedule.reusedSeed(7, 99, 5, 3))
        .isNotEqualTo(PathSchedule.reusedSeed(7, 99, 1, 3));
  }

  @Test
  void new_withoutDraws_isRefused() {
    assertThatThrownBy(() -> new PathSchedule(0, 20, 4)).hasMessageContaining("got 0, 20 and 4");
  }
}
