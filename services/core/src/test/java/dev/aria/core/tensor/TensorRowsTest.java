package dev.aria.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TensorRowsTest {
  @Test
  void ofRows_values_areAsManyRowsAsTheyMake() {
    Tensor rows = Tensor.ofRows(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, List.of(2, 2));

    assertThat(rows.shape()).containsExactly(2, 2, 2);
    assertThat(rows.rowShape()).containsExactly(2, 2);
    assertThat(Tensor.ofRows(new float[0], List.of(3)).shape()).containsExactly(0, 3);
  }

  @Test
  void ofRows_valuesThatFillNoRow_areRefused() {
    assertThatThrownBy(() -> Tensor.ofRows(new float[] {1, 2, 3}, List.of(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[1, 2]");
  }
}
