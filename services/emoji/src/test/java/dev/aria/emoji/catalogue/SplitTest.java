package dev.aria.emoji.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Laws that hold in every split of the problem, and between splits. */
class SplitTest {
  private static final long[] SPLITS = {0, 1, 2, 3, -7, 1L << 40};
  private static final PairRule.Amount ALL = new PairRule.Share(1);

  private final EmojiCatalogue catalogue = EmojiCatalogue.load();

  private record Picture(Emoji emoji, Style style, Background background) {}

  private static Set<Picture> pictures(List<EmojiPrompt> prompts) {
    return prompts.stream()
        .map(p -> new Picture(p.emoji(), p.style(), p.background()))
        .collect(Collectors.toSet());
  }

  private Set<Picture> heldOut(long split) {
    return pictures(EvaluationSet.of(catalogue, new Split(split)).prompts());
  }

  private List<EmojiPrompt> pairs(long split, PairRule.Amount amount, Tail tail) {
    return PairedSelection.of(
        catalogue, new PairRule(new Split(split), amount, tail, Unpaired.ANIMALS));
  }

  private static double overlap(Set<?> one, Set<?> other) {
    Set<Object> both = new HashSet<>(one);
    both.retainAll(other);
    return (double) both.size() / one.size();
  }

  @Test
  void corpusAndPairs_everySplitAndTail_holdNoHeldOutPicture() {
    for (long number : SPLITS) {
      Set<Picture> heldOut = heldOut(number);
      for (Tail tail : Tail.values()) {
        EmojiCorpus corpus = EmojiCorpus.of(catalogue, new Split(number), tail);

        assertThat(heldOut).hasSize(catalogue.size() * 4);
        assertThat(overlap(heldOut, pictures(corpus.prompts()))).isZero();
        assertThat(overlap(heldOut, pictures(pairs(number, ALL, tail)))).isZero();
      }
    }
  }

  @Test
  void heldOut_twoSplits_overlapAsOftenAsChanceSays() {
    for (int i = 1; i < SPLITS.length; i++) {
      assertThat(overlap(heldOut(SPLITS[i]), heldOut(SPLITS[i - 1]))).isBetween(0.21, 0.29);
    }
  }

  @Test
  void corpusAndPairs_twoSplits_areUnlikeEachOther() {
    List<EmojiPrompt> one = EmojiCorpus.of(catalogue, new Split(1), Tail.SHIPPED).prompts();
    List<EmojiPrompt> two = EmojiCorpus.of(catalogue, new Split(2), Tail.SHIPPED).prompts();
    PairRule.Amount quarter = new PairRule.Share(0.25);
    Set<Picture> pairs = pictures(pairs(1, quarter, Tail.SHIPPED));

    assertThat(overlap(new HashSet<>(one), new HashSet<>(two))).isLessThan(0.6);
    assertThat(overlap(pairs, pictures(pairs(2, quarter, Tail.SHIPPED)))).isBetween(0.14, 0.24);
    assertThat(pairs(1, quarter, Tail.SHIPPED)).isEqualTo(pairs(1, quarter, Tail.SHIPPED));
  }

  @Test
  void zipfCorpus_everySplit_isAsLargeAsTheShippedOneAndFallsAsOneOverRank() {
    int shipped = EmojiCorpus.of(catalogue).prompts().size();

    for (long number : SPLITS) {
      Split split = new Split(number);
      List<EmojiPrompt> prompts = EmojiCorpus.of(catalogue, split, Tail.ZIPF).prompts();
      int[] ranks = split.ranks(catalogue);
      Map<Integer, Long> counts =
          prompts.stream()
              .collect(Collectors.groupingBy(p -> ranks[p.emoji().index()], Collectors.counting()));

      assertThat((double) prompts.size()).isBetween(0.98 * shipped, 1.02 * shipped);
      assertThat(counts).hasSize(catalogue.size());
      assertThat(counts.values()).allMatch(count -> count >= 4);
      assertThat(meanOf(counts, 100))
          .isBetween(1.9 * meanOf(counts, 200), 2.1 * meanOf(counts, 200));
      assertThat(meanOf(counts, 200))
          .isBetween(1.9 * meanOf(counts, 400), 2.1 * meanOf(counts, 400));
    }
  }

  private static double meanOf(Map<Integer, Long> counts, int rank) {
    return IntStream.rangeClosed(rank - 5, rank + 5)
        .mapToLong(r -> counts.getOrDefault(r, 0L))
        .average()
        .orElseThrow();
  }

  @Test
  void zipfPairs_aThousand_favourFrequentNamesAndBeginAsFewerDo() {
    int[] ranks = new Split(5).ranks(catalogue);
    List<EmojiPrompt> pairs = pairs(5, new PairRule.Count(1000), Tail.ZIPF);

    double mean = pairs.stream().mapToInt(p -> ranks[p.emoji().index()]).average().orElseThrow();
    double frequent =
        pairs.stream().filter(p -> ranks[p.emoji().index()] <= 20).count() / (20.0 * 12);

    assertThat(new HashSet<>(pairs)).hasSize(1000);
    assertThat(mean).isLessThan(0.35 * catalogue.size());
    assertThat(frequent).isGreaterThan(0.5);
    assertThat(pairs.subList(0, 50)).isEqualTo(pairs(5, new PairRule.Count(50), Tail.ZIPF));
  }

  @Test
  void rare_anyCorpus_isTheHalfWithTheFewestPrompts() {
    EmojiCorpus corpus = EmojiCorpus.of(catalogue, new Split(4), Tail.ZIPF);
    int[] ranks = new Split(4).ranks(catalogue);

    Set<Emoji> rare = corpus.rare();

    assertThat(rare).hasSize(catalogue.size() / 2);
    assertThat(rare).allMatch(emoji -> ranks[emoji.index()] > 0.45 * catalogue.size());
  }
}
