package dev.aria.operations.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MarkdownTableTest {
  @Test
  void toString_cellsOfUnevenWidth_arePadded() {
    MarkdownTable table = new MarkdownTable(List.of("a", "long")).row(List.of("wide", "b"));

    assertThat(table).hasToString("| a    | long |\n| ---- | ---- |\n| wide | b    |\n");
  }

  @Test
  void row_cellMissing_isRefused() {
    assertThatThrownBy(() -> new MarkdownTable(List.of("a", "b")).row(List.of("one")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
