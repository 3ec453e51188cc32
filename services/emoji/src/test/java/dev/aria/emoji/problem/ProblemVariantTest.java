package dev.aria.emoji.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aria.emoji.catalogue.Emoji;
import dev.aria.emoji.catalogue.EmojiCatalogue;
import dev.aria.emoji.catalogue.EmojiPrompt;
import dev.aria.emoji.catalogue.PairedSelection;
import dev.aria.emoji.catalogue.Tail;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemVariantTest {
  private static final ProblemVariant FOOD = ProblemVariant.SHIPPED.withUnpaired("Food & Drink");

  @TempDir private Path data;

  private final EmojiCatalogue catalogue = EmojiCatalogue.load();

  @Test
  void new_unknownUnpaired_isRefusedAndTheKnownAreListed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProblemVariant.SHIPPED.withUnpaired("Sports"))
        .withMessageContaining("'Sports'")
        .withMessageContaining("Animals, ")
        .withMessageContaining("Food & Drink");
  }

  @Test
  void new_morePairsThanPictures_isRefusedAndBothAreNamed() {
    long allowed = catalogue.emoji().stream().filter(e -> !e.animal()).count() * 2 * 6;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProblemVariant.SHIPPED.withPairs(100_000))
        .withMessageContaining("100000")
        .withMessageContaining(Long.toString(allowed));
    assertThat(ProblemVariant.SHIPPED.withPairs((int) allowed)).isNotNull();
  }

  @Test
  void new_noPairsOrShareOutOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProblemVariant.SHIPPED.withPairs(0))
        .withMessageContaining("got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProblemVariant.SHIPPED.withShareOfPairs(1.5))
        .withMessageContaining("got 1.5");
  }

  @Test
  void pairRule_categoryUnpaired_pairsAnimalsAndNoneOfTheCategory() {
    List<EmojiPrompt> pairs =
        PairedSelection.of(catalogue, FOOD.withShareOfPairs(1).inSplit(2).pairRule());

    assertThat(pairs).noneMatch(p -> p.emoji().category().equals("Food & Drink"));
    assertThat(pairs).anyMatch(p -> p.emoji().animal());
  }

  @Test
  void digest_variantsThatDifferInOneField_differ() {
    Set<String> digests = new HashSet<>();

    for (ProblemVariant variant :
        List.of(
            ProblemVariant.SHIPPED,
            FOOD,
            ProblemVariant.SHIPPED.inSplit(1),
            ProblemVariant.SHIPPED.withTail(Tail.ZIPF),
            ProblemVariant.SHIPPED.withPairs(1),
            ProblemVariant.SHIPPED.withShareOfPairs(1))) {
      assertThat(digests.add(variant.digest())).isTrue();
    }
  }

  @Test
  void as_severalVariants_keepTheirOwnPairsAndCategories() {
    try (EmojiProblem shipped = EmojiProblem.open(data)) {
      EmojiProblem food = shipped.as(FOOD.withPairs(20));
      Emoji pizza = catalogue.named("pizza").orElseThrow();
      Emoji panda = catalogue.named("panda").orElseThrow();

      assertThat(shipped.unpairedCategory()).isEqualTo(EmojiProblem.UNPAIRED);
      assertThat(shipped.as(shipped.variant().withPairs(30)).pairedSet())
          .isNotEqualTo(food.pairedSet());
      assertThat(food.isUnpaired(pizza)).isTrue();
      assertThat(food.isUnpaired(panda)).isFalse();
      assertThat(food.heldOut(50).categories())
          .contains("Animals", "Food & Drink (held out)")
          .doesNotContain("Food & Drink", EmojiProblem.UNPAIRED);
      try (PairedSet pairs = PairedSets.open(food.pairedSet())) {
        assertThat(pairs.size()).isEqualTo(20);
      }
      assertThat(Files.isRegularFile(shipped.teacher())).isTrue();
    }
  }
}
