package dev.aria.streamer.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PromptOrderTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 16, 17, 255, 1000, 4097})
  void at_everyPosition_visitsEveryItemOnce(long size) {
    PromptOrder order = PromptOrder.of(42, 3, 5, size);

    assertThat(LongStream.range(0, size).map(order::at).sorted().boxed())
        .containsExactlyElementsOf(LongStream.range(0, size).boxed().toList());
  }

  @Test
  void at_anotherWrapLaneOrSeed_isAnotherOrder() {
    long[] order = items(PromptOrder.of(42, 3, 5, 100));

    assertThat(order).isEqualTo(items(PromptOrder.of(42, 3, 5, 100)));
    assertThat(order).isNotEqualTo(items(PromptOrder.of(42, 3, 6, 100)));
    assertThat(order).isNotEqualTo(items(PromptOrder.of(42, 4, 5, 100)));
    assertThat(order).isNotEqualTo(items(PromptOrder.of(43, 3, 5, 100)));
  }

  @Test
  void at_firstPosition_isUniformOverWraps() {
    int[] hits = new int[10];
    for (int wrap = 0; wrap < 10_000; wrap++) {
      hits[(int) PromptOrder.of(1, 1, wrap, 10).at(0)]++;
    }

    for (int hit : hits) {
      assertThat(hit).isBetween(850, 1150); // 1000 expected, five standard deviations
    }
  }

  @Test
  void of_nothingToOrder_isRefused() {
    assertThatThrownBy(() -> PromptOrder.of(1, 1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long[] items(PromptOrder order) {
    return LongStream.range(0, 100).map(order::at).toArray();
  }
}
