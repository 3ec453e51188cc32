package dev.aria.emoji.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EmojiCatalogueTest {
  private final EmojiCatalogue catalogue = EmojiCatalogue.load();

  @Test
  void load_shippedFile_holdsSevenHundredNamesInNineCategories() {
    assertThat(catalogue.size()).isBetween(600, 800);
    assertThat(catalogue.categories()).hasSize(9);
  }

  @Test
  void load_shippedFile_namesAndIndicesAreUniqueAndInOrder() {
    Set<String> names = new HashSet<>();

    for (int i = 0; i < catalogue.size(); i++) {
      assertThat(catalogue.emoji().get(i).index()).isEqualTo(i);
      assertThat(names.add(catalogue.emoji().get(i).name())).isTrue();
    }
  }

  @Test
  void load_shippedFile_everyAnimalSubcategoryIsMarked() {
    assertThat(catalogue.emoji())
        .filteredOn(e -> e.subcategory().startsWith("animal-"))
        .hasSizeGreaterThan(70)
        .allMatch(Emoji::animal);
    assertThat(catalogue.named("grinning cat")).get().matches(Emoji::animal);
    assertThat(catalogue.named("teddy bear")).get().matches(Emoji::animal);
    assertThat(catalogue.named("pizza")).get().matches(e -> !e.animal());
  }

  @Test
  void named_unknownName_isEmpty() {
    assertThat(catalogue.named("no such emoji")).isEmpty();
  }
}
