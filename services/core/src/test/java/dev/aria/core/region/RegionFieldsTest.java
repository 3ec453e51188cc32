package dev.aria.core.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RegionFieldsTest {

  @Test
  void assign_labelsInAnyOrder_numbersThemSorted() {
    RegionFields fields = new RegionFields(List.of("food", "animals", "food"));

    assertThat(fields.names()).containsExactly("animals", "food");
    assertThat(fields.assign("food")).hasValue(1);
    assertThat(fields.assign("flags")).isEmpty();
  }

  @Test
  void construction_noneOrBlank_isRefused() {
    assertThatThrownBy(() -> new RegionFields(List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> new RegionFields(List.of(" "))).hasMessageContaining("blank");
  }
}
