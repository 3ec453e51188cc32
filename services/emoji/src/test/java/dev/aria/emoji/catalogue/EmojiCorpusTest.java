package dev.aria.emoji.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EmojiCorpusTest {
  private final EmojiCatalogue catalogue = EmojiCatalogue.load();
  private final EmojiCorpus corpus = EmojiCorpus.of(catalogue);

  private record Picture(Emoji emoji, Style style, Background background) {
    static Picture of(EmojiPrompt prompt) {
      return new Picture(prompt.emoji(), prompt.style(), prompt.background());
    }
  }

  private static Set<Picture> pictures(List<EmojiPrompt> prompts) {
    return prompts.stream().map(Picture::of).collect(Collectors.toSet());
  }

  private static Set<String> texts(List<EmojiPrompt> prompts) {
    return prompts.stream().map(EmojiPrompt::text).collect(Collectors.toSet());
  }

  @Test
  void of_shippedCatalogue_holdsTwentyThousandDistinctPrompts() {
    assertThat(texts(corpus.prompts()))
        .hasSameSizeAs(corpus.prompts())
        .hasSizeGreaterThanOrEqualTo(20_000);
  }

  @Test
  void of_shippedCatalogue_coversEveryEmojiWithALongTail() {
    List<Long> counts =
        corpus.prompts().stream()
            .collect(Collectors.groupingBy(EmojiPrompt::emoji, Collectors.counting()))
            .values()
            .stream()
            .sorted()
            .toList();
    long total = corpus.prompts().size();
    long topTenth = counts.stream().skip(counts.size() * 9L / 10).mapToLong(c -> c).sum();

    assertThat(counts).hasSize(catalogue.size());
    assertThat((double) topTenth / total).isGreaterThan(0.3);
    assertThat(counts.get(counts.size() / 10)).isLessThan(total / counts.size() / 3);
  }

  @Test
  void of_twice_givesTheSamePrompts() {
    assertThat(EmojiCorpus.of(EmojiCatalogue.load()).prompts().stream().map(EmojiPrompt::text))
        .containsExactlyElementsOf(corpus.prompts().stream().map(EmojiPrompt::text).toList());
  }

  @Test
  void evaluationSet_shippedCatalogue_sharesNoPictureWithCorpusOrPairs() {
    List<EmojiPrompt> evaluation = EvaluationSet.of(catalogue).prompts();
    List<EmojiPrompt> pairs = PairedSelection.of(catalogue, 1, 7);

    assertThat(pictures(evaluation)).doesNotContainAnyElementsOf(pictures(corpus.prompts()));
    assertThat(pictures(evaluation)).doesNotContainAnyElementsOf(pictures(pairs));
    assertThat(texts(evaluation)).doesNotContainAnyElementsOf(texts(corpus.prompts()));
  }

  @Test
  void evaluationSet_shippedCatalogue_coversEveryEmojiAndHoldsEachColourOutAboutEqually() {
    List<EmojiPrompt> evaluation = EvaluationSet.of(catalogue).prompts();
    Map<Background, Long> colours =
        evaluation.stream()
            .collect(Collectors.groupingBy(EmojiPrompt::background, Collectors.counting()));
    double even = (double) evaluation.size() / Background.values().length;

    assertThat(evaluation).hasSize(catalogue.size() * 4);
    assertThat(colours).hasSize(Background.values().length);
    assertThat(colours.values()).allMatch(count -> Math.abs(count - even) < 0.15 * even);
  }

  @Test
  void pairedSelection_anySeed_holdsNoAnimalAndTheShareAskedFor() {
    long allowed = catalogue.emoji().stream().filter(e -> !e.animal()).count() * 2 * 6;

    for (long seed = 0; seed < 20; seed++) {
      List<EmojiPrompt> pairs = PairedSelection.of(catalogue, PairedSelection.DEFAULT_SHARE, seed);
      assertThat(pairs).noneMatch(p -> p.emoji().animal());
      assertThat(pairs).noneMatch(p -> p.emoji().subcategory().startsWith("animal-"));
      assertThat(pairs).hasSize((int) Math.ceil(0.25 * allowed));
    }
  }

  @Test
  void pairedSelection_shareOutOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedSelection.of(catalogue, 1.5, 0))
        .withMessageContaining("share")
        .withMessageContaining("1.5");
  }

  @Test
  void canonical_prompt_readsAsDocumented() {
    Emoji dog = catalogue.named("dog face").orElseThrow();

    assertThat(EmojiPrompt.canonical(dog, Style.TWEMOJI, Background.PINK).text())
        .isEqualTo("dog face, twemoji style, pink background");
  }
}
