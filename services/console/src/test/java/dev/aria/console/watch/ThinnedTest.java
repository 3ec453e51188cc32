package dev.aria.console.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThinnedTest {
  @Test
  void add_lessThanItHolds_keepsAll() {
    Thinned<Integer> history = new Thinned<>(4);
    IntStream.range(0, 4).forEach(history::add);

    assertThat(history.entries()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void add_tenThousand_keepsFewEvenlyAndAlwaysTheNewest() {
    Thinned<Integer> history = new Thinned<>(100);
    for (int i = 0; i < 10_000; i++) {
      history.add(i);
      assertThat(history.entries()).hasSizeLessThanOrEqualTo(100).endsWith(i);
    }

    List<Integer> kept = history.entries();
    assertThat(kept).hasSizeGreaterThan(40).startsWith(0);
    int gap = kept.get(1) - kept.get(0);
    for (int i = 2; i < kept.size() - 1; i++) {
      assertThat(kept.get(i) - kept.get(i - 1)).isEqualTo(gap);
    }
  }

  @Test
  void new_lessThanTwo_refused() {
    assertThatThrownBy(() -> new Thinned<>(1)).hasMessageContaining("got 1");
  }
}
