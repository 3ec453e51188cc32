package dev.aria.operations.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TextTableTest {
  @Test
  void toString_cellsOfSeveralWidths_alignsColumns() {
    TextTable table = new TextTable("name", "value").row("long name", 0.5).row("x", 12);

    String[] lines = table.toString().split("\\R");

    assertThat(lines).hasSize(3);
    assertThat(lines[1].indexOf("0.5000")).isEqualTo(lines[0].indexOf("value"));
    assertThat(lines[2].indexOf("12")).isEqualTo(lines[0].indexOf("value"));
  }

  @Test
  void row_tooFewCells_isRefused() {
    TextTable table = new TextTable("name", "value");

    assertThatThrownBy(() -> table.row("alone"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 cells in a table of 2");
  }
}
